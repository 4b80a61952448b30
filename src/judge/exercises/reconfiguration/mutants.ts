import type { NodeId, QuorumSystem } from "../../../core/index.ts";
import type { Membership, Slot, Tenure } from "../../../protocols/multi-paxos/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { ReconfigurationModule } from "./port.ts";
import { rightReconfiguration as right } from "./right.ts";

type Change = Partial<ReconfigurationModule>;
type QuorumsOf = (membership: Membership) => QuorumSystem;

const candidate = (name: string, changed: Change): Candidate<ReconfigurationModule> => ({
  name,
  module: { ...right, ...changed },
});

const counting = (name: string, inForceFrom: ReconfigurationModule["inForceFrom"]) =>
  candidate(name, { inForceFrom });

const governing = (name: string, governs: ReconfigurationModule["governs"]) => candidate(name, { governs });

const asking = (name: string, asksWhom: ReconfigurationModule["asksWhom"]) => candidate(name, { asksWhom });

const proposing = (name: string, mayPropose: ReconfigurationModule["mayPropose"]) =>
  candidate(name, { mayPropose });

const quorumsAt = (tenures: readonly Tenure[], slot: Slot, quorumsOf: QuorumsOf): QuorumSystem =>
  quorumsOf(right.governs(tenures, slot).membership);

const everybody = (tenures: readonly Tenure[], quorumsOf: QuorumsOf): readonly NodeId[] => [
  ...new Set(tenures.flatMap(({ membership }) => quorumsOf(membership).acceptors)),
];

/** Wrong ideas about new members, the most common ones first. */
export const reconfigurationMutants: readonly Candidate<ReconfigurationModule>[] = [
  counting("puts a configuration in charge from the next slot on", (slot) => slot + 1),
  counting("puts a configuration in charge at once", (slot) => slot),
  counting("puts a configuration in charge one slot too early", (slot, window) => slot + window - 1),
  counting("puts a configuration in charge one slot too late", (slot, window) => slot + window + 1),
  governing("leaves the oldest configuration in charge of everything", (tenures) => tenures[0]!),
  governing("puts the newest configuration in charge of everything", (tenures) => tenures.at(-1)!),
  governing(
    "puts a configuration in charge only after its first slot",
    (tenures, slot) => tenures.findLast(({ from }) => from < slot) ?? tenures[0]!,
  ),
  governing("puts a configuration in charge of the slot before its first", (tenures, slot) =>
    right.governs(tenures, slot + 1),
  ),
  governing(
    "looks for the tenure of a slot by its number",
    (tenures, slot) => tenures.find(({ number }) => number >= slot) ?? tenures.at(-1)!,
  ),
  candidate("gives everybody a vote", { hasVote: () => true }),
  candidate("gives nobody a vote", { hasVote: () => false }),
  asking(
    "asks members now in charge only",
    (tenures, from, quorumsOf) => quorumsAt(tenures, from, quorumsOf).acceptors,
  ),
  asking(
    "asks members of the newest configuration only",
    (tenures, _from, quorumsOf) => quorumsOf(tenures.at(-1)!.membership).acceptors,
  ),
  asking("asks those who have left, too", (tenures, _from, quorumsOf) => everybody(tenures, quorumsOf)),
  asking("asks those who stay twice", (tenures, from, quorumsOf) =>
    tenures
      .filter(({ number }) => number >= right.governs(tenures, from).number)
      .flatMap(({ membership }) => quorumsOf(membership).acceptors),
  ),
  asking("asks newcomers only", (tenures, from, quorumsOf) => {
    const known = quorumsAt(tenures, from, quorumsOf).acceptors;
    const asked = right.asksWhom(tenures, from, quorumsOf);
    return tenures.length === 1 ? asked : asked.filter((node) => !known.includes(node));
  }),
  proposing("proposes wherever it likes", () => true),
  proposing("proposes nowhere", () => false),
  proposing("takes promises of the first configuration for enough", (tenures, _slot, promises, quorumsOf) =>
    right.mayPropose(tenures, 0, promises, quorumsOf),
  ),
  proposing(
    "wants promises of the newest configuration for all slots",
    (tenures, _slot, promises, quorumsOf) => right.mayPropose(tenures, Infinity, promises, quorumsOf),
  ),
  proposing("wants promises of every configuration for all slots", (tenures, _slot, promises, quorumsOf) =>
    tenures.every(({ from }) => right.mayPropose(tenures, from, promises, quorumsOf)),
  ),
  proposing("counts promises of strangers", (tenures, slot, promises, quorumsOf) =>
    quorumsAt(tenures, slot, quorumsOf).isPhase1Quorum(promises),
  ),
  proposing("takes a phase-2 quorum of promises for enough", (tenures, slot, promises, quorumsOf) => {
    const quorums = quorumsAt(tenures, slot, quorumsOf);
    return quorums.isPhase2Quorum(promises.filter((node) => right.hasVote(node, quorums)));
  }),
  proposing(
    "wants a majority of the members, whatever the quorums are",
    (tenures, slot, promises, quorumsOf) => {
      const { acceptors } = quorumsAt(tenures, slot, quorumsOf);
      return 2 * promises.filter((node) => acceptors.includes(node)).length > acceptors.length;
    },
  ),
  proposing("wants promises of all members", (tenures, slot, promises, quorumsOf) =>
    quorumsAt(tenures, slot, quorumsOf).acceptors.every((node) => promises.includes(node)),
  ),
];

/** Right, though not as the reference does it. */
export const reconfigurationVariants: readonly Candidate<ReconfigurationModule>[] = [
  asking("asks the newest members first", (tenures, from, quorumsOf) =>
    right.asksWhom(tenures, from, quorumsOf).toReversed(),
  ),
  governing("goes through the tenures until one begins too late", (tenures, slot) => {
    let inCharge = tenures[0]!;
    for (const tenure of tenures) {
      if (tenure.from > slot) break;
      inCharge = tenure;
    }
    return { ...inCharge };
  }),
  proposing("goes through the members, not through the promises", (tenures, slot, promises, quorumsOf) => {
    const quorums = quorumsAt(tenures, slot, quorumsOf);
    return quorums.isPhase1Quorum(
      quorums.acceptors.filter((node) => promises.includes(node)).toSorted((a, b) => a - b),
    );
  }),
];
