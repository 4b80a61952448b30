import { expect, it } from "vitest";
import { majority, milliseconds, nodes, seconds } from "../../../src/core/index.ts";
import { commandsIn, multiPaxos, type MultiPaxos } from "../../../src/protocols/multi-paxos/index.ts";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "../../../src/protocols/services/index.ts";
import { simulate, type Scheduled } from "../../../src/sim/index.ts";

type V = MultiPaxos<LedgerState, LedgerCommand, LedgerResult>;

const evening: readonly LedgerCommand[] = [
  { kind: "open", account: "emergency fund", amount: 100 },
  { kind: "withdraw", account: "emergency fund", amount: 70 },
  { kind: "withdraw", account: "emergency fund", amount: 70 },
  { kind: "balance", account: "emergency fund" },
];

it("the opening balance is in log position 0, and every copy of the book begins with it", () => {
  const run = simulate({
    protocol: multiPaxos({ quorums: majority(nodes(3)), service: wardLedger }),
    nodes: 3,
    seed: 1,
    schedule: evening.map((command, sequence): Scheduled<V> => ({
      at: seconds(1) + milliseconds(100 * sequence),
      action: { kind: "request", node: 0, request: { kind: "execute", client: 0, sequence, command } },
    })),
    untilTime: seconds(2),
  });
  const firsts = run.decisions.flatMap(({ decision }) =>
    decision.kind === "applied" && decision.slot === 0 ? [commandsIn(decision.value)] : [],
  );
  expect(firsts).toHaveLength(3);
  for (const [first] of firsts) expect(first?.command).toEqual(evening[0]);
  const told = run.decisions.flatMap(({ decision }) =>
    decision.kind === "answered" ? [decision.result] : [],
  );
  expect(told).toEqual(["ok", "paid", "refused", 30]);
});
