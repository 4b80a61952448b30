import { accountBook, checkLinearizability, sessionHistory } from "../../properties/index.ts";
import { sessionsOf } from "../../protocols/multi-paxos/index.ts";
import type { LedgerCommand, LedgerResult, LedgerState } from "../../protocols/services/index.ts";
import type { Run } from "../../sim/index.ts";
import type { WardLog } from "./ward-log.ts";

/** Who asked for what of the fund, and was told what when: each call with its invocation and its return. */
export function wardHistory({ trace }: Pick<Run<WardLog>, "trace">) {
  const lens = sessionsOf<LedgerState, LedgerCommand, LedgerResult>();
  const told = trace.events.filter((event) => event.kind === "request" || event.kind === "decide");
  return sessionHistory<WardLog, LedgerCommand, LedgerResult>(lens, told);
}

/** Why no order explains what clients were told; null if one does. */
export function unexplainedIn(run: Run<WardLog>): string | null {
  const verdict = checkLinearizability(wardHistory(run), accountBook);
  return verdict.kind === "not linearizable" ? verdict.counterexample.explanation : null;
}

/** What was wrong: a property that broke, or answers that no order explains; null if nothing was. */
export function problemIn(run: Run<WardLog>): string | null {
  const { violation } = run;
  return violation === null ? unexplainedIn(run) : `${violation.property}: ${violation.problem}`;
}
