import type { NodeId, Time } from "../../core/index.ts";
import { sessionsOf, type Read } from "../../protocols/multi-paxos/index.ts";
import type { LedgerCommand, LedgerResult, LedgerState } from "../../protocols/services/index.ts";
import type { Run } from "../../sim/index.ts";
import { unexplainedIn } from "./verdict.ts";
import type { WardLog } from "./ward-log.ts";

/** Who led when, who was told what when: all that a figure of stale reads shows. */
export interface ReadSummary {
  readonly reigns: readonly Reign[];
  readonly payments: readonly Payment[];
  readonly answers: readonly Answer[];
  /** Why no order explains what clients were told, by the checker for linearizability; null if one does. */
  readonly verdict: string | null;
}

/** A node leads: from its election until it knows better, or until the end. */
export interface Reign {
  readonly node: NodeId;
  /** Its ballot, as text. */
  readonly ballot: string;
  readonly from: Time;
  readonly until: Time;
}

/** A command that has changed the fund, by whom its client was told, and what is left since. */
export interface Payment {
  readonly node: NodeId;
  readonly askedAt: Time;
  readonly answeredAt: Time;
  readonly left: number;
}

/** Somebody asked what is left of the fund. */
export interface Answer {
  /** The node that was asked, and answered. */
  readonly node: NodeId;
  readonly askedAt: Time;
  /** Null if it never answered. */
  readonly answeredAt: Time | null;
  readonly by: Read<LedgerCommand>["by"];
  readonly amount: LedgerResult;
  /** Whether, when it was asked, somebody had been told already of a payment that it does not count. */
  readonly isStale: boolean;
}

type Lens = ReturnType<typeof sessionsOf<LedgerState, LedgerCommand, LedgerResult>>;

export function summariseReads(run: Run<WardLog>, by: Answer["by"]): ReadSummary {
  const lens = sessionsOf<LedgerState, LedgerCommand, LedgerResult>();
  const calls = callsIn(run, lens);
  const payments = paymentsIn(calls);
  const answers = calls.flatMap(({ node, askedAt, told, command }): readonly Answer[] => {
    if (command.kind !== "balance") return [];
    const known = payments.findLast(({ answeredAt }) => answeredAt < askedAt);
    const isStale = known !== undefined && typeof told?.result === "number" && told.result > known.left;
    return [{ node, askedAt, answeredAt: told?.at ?? null, by, amount: told?.result ?? null, isStale }];
  });
  return { reigns: reignsIn(run), payments, answers, verdict: unexplainedIn(run) };
}

/** A client asks, once, and is told. */
interface Call {
  readonly node: NodeId;
  readonly askedAt: Time;
  readonly command: LedgerCommand;
  readonly told: { readonly at: Time; readonly result: LedgerResult } | null;
}

function callsIn({ trace, decisions }: Run<WardLog>, lens: Lens): readonly Call[] {
  const nameOf = ({ client, sequence }: { readonly client: number; readonly sequence: number }): string =>
    `${client}.${sequence}`;
  const told = new Map(
    decisions.flatMap(({ at, decision }) => {
      const answer = lens.answered(decision);
      return answer === null ? [] : [[nameOf(answer), { at, result: answer.result }] as const];
    }),
  );
  return trace.events.flatMap((event): readonly Call[] => {
    const wish = event.kind === "request" ? lens.asked(event.request) : null;
    if (event.kind !== "request" || wish === null) return [];
    const { node, at: askedAt } = event;
    return [{ node, askedAt, command: wish.operation, told: told.get(nameOf(wish)) ?? null }];
  });
}

/** Payments lie so far apart that each is answered before the next is asked for. */
function paymentsIn(calls: readonly Call[]): readonly Payment[] {
  let left = 0;
  return calls.flatMap(({ node, askedAt, command, told }): readonly Payment[] => {
    if (told === null || (command.kind !== "open" && command.kind !== "withdraw")) return [];
    if (told.result === "refused") return [];
    left += command.kind === "open" ? command.amount : -command.amount;
    return [{ node, askedAt, answeredAt: told.at, left }];
  });
}

/** A leader has no election timer: it cancels it when it is elected, and sets it when it is leader no longer. */
function reignsIn({ trace, endedAt }: Run<WardLog>): readonly Reign[] {
  const reigns: Reign[] = [];
  const open = new Map<NodeId, Time>();
  for (const event of trace.events) {
    if (event.kind === "cancel-timer" && event.timer === "election") open.set(event.node, event.at);
    const isOver = event.kind === "crash" || (event.kind === "set-timer" && event.timer === "election");
    if (isOver && open.delete(event.node)) {
      const last = reigns.findLastIndex(({ node }) => node === event.node);
      reigns[last] = { ...reigns[last]!, until: event.at };
    }
    if (event.kind === "send" && event.message.kind === "heartbeat") {
      const { round, node } = event.message.ballot;
      const ballot = `${round}.${node}`;
      const from = open.get(node);
      if (from !== undefined && !reigns.some((reign) => reign.ballot === ballot)) {
        reigns.push({ node, ballot, from, until: endedAt });
      }
    }
  }
  return reigns;
}
