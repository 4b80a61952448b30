import type { NodeId } from "../../../src/core/index.ts";
import type { Slot, Tenure } from "../../../src/protocols/multi-paxos/index.ts";
import * as solution from "../../../solutions/reconfiguration/reconfiguration.ts";
import type { Planted } from "./visible.ts";

type Exercise = Omit<typeof solution, "reconfigurationRules">;
type QuorumsOf = solution.QuorumsOf;

const { asksWhom, governs, hasVote } = solution;

/** The solution with some of its functions done otherwise, wired up as a learner's is. */
function variant(bug: string, change: Partial<Exercise>): Planted<typeof solution> {
  const exercise: Exercise = { ...solution, ...change };
  const { inForceFrom, governs, hasVote, mayPropose } = exercise;
  const reconfigurationRules = (): ReturnType<typeof solution.reconfigurationRules> => ({
    inForceFrom,
    governs,
    hasVote,
    isPrepared: (promises, quorums) =>
      mayPropose([{ number: 0, from: 0, membership: { kind: "initial" } }], 0, promises, () => quorums),
  });
  return { bug, exercise: { ...exercise, reconfigurationRules } };
}

const quorumsAt = (tenures: readonly Tenure[], slot: Slot, quorumsOf: QuorumsOf) =>
  quorumsOf(governs(tenures, slot).membership);

const everybody = (tenures: readonly Tenure[], quorumsOf: QuorumsOf): readonly NodeId[] => [
  ...new Set(tenures.flatMap(({ membership }) => quorumsOf(membership).acceptors)),
];

export const wrongReconfigurations: readonly Planted<typeof solution>[] = [
  variant("in force from the next slot on", { inForceFrom: (slot) => slot + 1 }),
  variant("in force at once", { inForceFrom: (slot) => slot }),
  variant("in force one slot too early", { inForceFrom: (slot, window) => slot + window - 1 }),
  variant("in force one slot too late", { inForceFrom: (slot, window) => slot + window + 1 }),
  variant("the oldest is in charge of everything", { governs: (tenures) => tenures[0]! }),
  variant("the newest is in charge of everything", { governs: (tenures) => tenures.at(-1)! }),
  variant("a configuration is in charge only after its first slot", {
    governs: (tenures, slot) => tenures.findLast(({ from }) => from < slot) ?? tenures[0]!,
  }),
  variant("a configuration is in charge from the slot before on", {
    governs: (tenures, slot) => governs(tenures, slot + 1),
  }),
  variant("the tenure of the slot is looked for by its number", {
    governs: (tenures, slot) => tenures.find(({ number }) => number >= slot) ?? tenures.at(-1)!,
  }),
  variant("everybody has a vote", { hasVote: () => true }),
  variant("nobody has a vote", { hasVote: () => false }),
  variant("only members now in charge are asked", {
    asksWhom: (tenures, from, quorumsOf) => quorumsAt(tenures, from, quorumsOf).acceptors,
  }),
  variant("only members of the newest configuration are asked", {
    asksWhom: (tenures, _from, quorumsOf) => quorumsOf(tenures.at(-1)!.membership).acceptors,
  }),
  variant("those who have left are asked", {
    asksWhom: (tenures, _from, quorumsOf) => everybody(tenures, quorumsOf),
  }),
  variant("those who stay are asked twice", {
    asksWhom: (tenures, from, quorumsOf) =>
      tenures
        .filter(({ number }) => number >= governs(tenures, from).number)
        .flatMap(({ membership }) => quorumsOf(membership).acceptors),
  }),
  variant("only newcomers are asked", {
    asksWhom(tenures, from, quorumsOf) {
      const known = quorumsAt(tenures, from, quorumsOf).acceptors;
      const asked = asksWhom(tenures, from, quorumsOf);
      return tenures.length === 1 ? asked : asked.filter((node) => !known.includes(node));
    },
  }),
  variant("a leader may propose wherever it likes", { mayPropose: () => true }),
  variant("a leader may propose nowhere", { mayPropose: () => false }),
  variant("promises of the first configuration are enough for all", {
    mayPropose: (tenures, _slot, promises, quorumsOf) => solution.mayPropose(tenures, 0, promises, quorumsOf),
  }),
  variant("promises of the newest configuration are needed for all", {
    mayPropose: (tenures, _slot, promises, quorumsOf) =>
      solution.mayPropose(tenures, Infinity, promises, quorumsOf),
  }),
  variant("a quorum of every configuration is needed", {
    mayPropose: (tenures, _slot, promises, quorumsOf) =>
      tenures.every(({ from }) => solution.mayPropose(tenures, from, promises, quorumsOf)),
  }),
  variant("promises of strangers count", {
    mayPropose: (tenures, slot, promises, quorumsOf) =>
      quorumsAt(tenures, slot, quorumsOf).isPhase1Quorum(promises),
  }),
  variant("a phase-2 quorum of promises is enough", {
    mayPropose(tenures, slot, promises, quorumsOf) {
      const quorums = quorumsAt(tenures, slot, quorumsOf);
      return quorums.isPhase2Quorum(promises.filter((node) => hasVote(node, quorums)));
    },
  }),
  variant("a majority of the members is needed, whatever the quorums are", {
    mayPropose(tenures, slot, promises, quorumsOf) {
      const { acceptors } = quorumsAt(tenures, slot, quorumsOf);
      return 2 * promises.filter((node) => acceptors.includes(node)).length > acceptors.length;
    },
  }),
  variant("all members have to promise", {
    mayPropose: (tenures, slot, promises, quorumsOf) =>
      quorumsAt(tenures, slot, quorumsOf).acceptors.every((node) => promises.includes(node)),
  }),
];
