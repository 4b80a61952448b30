import type { Model } from "../../../src/check/index.ts";
import { milliseconds, type Property } from "../../../src/core/index.ts";
import { paxosCommit, type PaxosCommit } from "../../../src/protocols/paxos-commit/index.ts";
import { agreementOn } from "../../../src/properties/index.ts";

export type V = PaxosCommit<string>;

const resourceManagers = [0, 1];

/** Nobody commits unless every resource manager has said that it is prepared. */
const commitsOnlyPrepared: Property<
  V,
  { readonly prepared: readonly number[]; readonly early: number | null }
> = {
  name: "commit only what all are prepared for",
  initial: { prepared: [], early: null },
  observe(memory, node, event) {
    if (event.kind === "send" && event.message.kind === "2a" && event.message.ballot === null) {
      const isReady = event.message.verdicts.every(({ verdict }) => verdict === "prepared");
      if (!isReady || memory.prepared.includes(node)) return memory;
      return { ...memory, prepared: [...memory.prepared, node].sort((a, b) => a - b) };
    }
    const isCommit = event.kind === "decide" && event.decision.outcome === "commit";
    if (!isCommit || memory.prepared.length === resourceManagers.length) return memory;
    return { ...memory, early: node };
  },
  violation: ({ early }) =>
    early === null ? null : `node ${early} commits although not every resource manager was prepared`,
};

/** Two resource managers, acceptors and leaders: all that can happen while nobody leads a second ballot. */
export function smallWorld(options: {
  readonly unwilling?: readonly number[];
  readonly acceptors: 1 | 3;
  readonly leaders: 1 | 2;
  readonly crashes?: number;
  readonly change?: (protocol: Model<V>["protocol"]) => Model<V>["protocol"];
}): Model<V> {
  const acceptors = [2, 3, 4].slice(0, options.acceptors);
  const first = 2 + acceptors.length;
  const { unwilling = [], leaders, crashes = 0, change = (protocol) => protocol } = options;
  const protocol = paxosCommit<string>({
    resourceManagers,
    acceptors,
    leaders: [first, first + 1].slice(0, leaders),
    unwilling,
    patience: milliseconds(100),
  });
  return {
    protocol: change(protocol),
    nodes: first + leaders,
    requests: [{ node: first, request: { kind: "propose", value: "the fund" } }],
    properties: [agreementOn<V>(({ outcome }) => outcome), commitsOnlyPrepared],
    sometimes: (unwilling.length > 0 ? (["abort"] as const) : (["commit", "abort"] as const)).map(
      (outcome) => ({
        name: `somebody learns: ${outcome}`,
        event: (_, event) => event.kind === "decide" && event.decision.outcome === outcome,
      }),
    ),
    crashes: { most: crashes },
    ...(crashes === 0 && acceptors.length > 1
      ? { symmetry: { nodes: acceptors, idsUnder: ["promises", "acceptors"] } }
      : {}),
    within: {
      name: "one ballot a leader, no questions how it ended",
      message: (message) =>
        message.kind !== "inquire" &&
        (!("ballot" in message) || message.ballot === null || message.ballot.round === 1),
    },
  };
}
