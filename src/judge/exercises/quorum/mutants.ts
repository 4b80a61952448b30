import { majoritySize, type NodeSet } from "../../../core/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { QuorumModule } from "./port.ts";

const meets = (a: NodeSet, b: NodeSet): boolean => a.some((node) => b.includes(node));

const right: QuorumModule = {
  majoritySize,
  crashesTolerated: (count) => count - majoritySize(count),
  mustMeet: (first, second, count) => first + second > count,
  findDisjoint(phase1, phase2) {
    for (const first of phase1) {
      const second = phase2.find((quorum) => !meets(quorum, first));
      if (second !== undefined) return { phase1: first, phase2: second };
    }
    return null;
  },
};

const candidate = (name: string, changed: Partial<QuorumModule>): Candidate<QuorumModule> => ({
  name,
  module: { ...right, ...changed },
});

const eitherIsMajority: QuorumModule["mustMeet"] = (first, second, count) =>
  first > count / 2 || second > count / 2;

const unlessOfOneLength: QuorumModule["findDisjoint"] = (phase1, phase2) =>
  phase1.length === phase2.length ? null : { phase1: phase1[0] ?? [], phase2: phase2[0] ?? [] };

/** Wrong ideas about quorums, the most common ones first. */
export const quorumMutants: readonly Candidate<QuorumModule>[] = [
  candidate("is the stub, as it was handed out", {
    majoritySize: (count) => Math.ceil(count / 2),
    crashesTolerated: (count) => Math.floor(count / 2),
    mustMeet: eitherIsMajority,
    findDisjoint: unlessOfOneLength,
  }),
  candidate("takes half, rounded up, for a majority", { majoritySize: (count) => Math.ceil(count / 2) }),
  candidate("thinks that half of them may crash", { crashesTolerated: (count) => Math.floor(count / 2) }),
  candidate("takes half, rounded down, for a majority", {
    majoritySize: (count) => Math.max(1, Math.floor(count / 2)),
  }),
  candidate("asks for two thirds", { majoritySize: (count) => Math.floor((2 * count) / 3) + 1 }),
  candidate("divides and does not round", { majoritySize: (count) => count / 2 + 0.5 }),
  candidate("asks for everybody", { majoritySize: (count) => count }),
  candidate("thinks that a third of them may crash", {
    crashesTolerated: (count) => Math.floor((count - 1) / 3),
  }),
  candidate("thinks that as many may crash as make a majority", { crashesTolerated: majoritySize }),
  candidate("thinks that two groups meet if one of them is a majority", {
    mustMeet: eitherIsMajority,
  }),
  candidate("thinks that two groups meet only if both are majorities", {
    mustMeet: (first, second, count) => first > count / 2 && second > count / 2,
  }),
  candidate("thinks that groups meet if together they are as many as there are", {
    mustMeet: (first, second, count) => first + second >= count,
  }),
  candidate("thinks that groups must have one more than they need to meet", {
    mustMeet: (first, second, count) => first + second > count + 1,
  }),
  candidate("takes lists of one length for lists that meet", {
    findDisjoint: unlessOfOneLength,
  }),
  candidate("compares the first quorums, the second ones, and so on", {
    findDisjoint(phase1, phase2) {
      const nth = phase1.findIndex((quorum, index) => !meets(quorum, phase2[index] ?? quorum));
      return nth === -1 ? null : { phase1: phase1[nth]!, phase2: phase2[nth]! };
    },
  }),
  candidate("looks at the first quorum of phase 1 only", {
    findDisjoint: (phase1, phase2) => right.findDisjoint(phase1.slice(0, 1), phase2),
  }),
  candidate("wants the quorums of one phase to meet, too", {
    findDisjoint: (phase1, phase2) =>
      right.findDisjoint(phase1, phase2) ?? right.findDisjoint(phase1, phase1),
  }),
  candidate("takes different quorums for disjoint ones", {
    findDisjoint(phase1, phase2) {
      const [first, second] = [phase1[0] ?? [], phase2.find((quorum) => quorum !== phase1[0])];
      return second === undefined ? null : { phase1: first, phase2: second };
    },
  }),
  candidate("says whether there is a pair, and not which one", {
    findDisjoint: (phase1, phase2) =>
      right.findDisjoint(phase1, phase2) === null ? null : { phase1: phase1[0]!, phase2: phase2[0]! },
  }),
  candidate("takes a number of 32 bits for a set", {
    findDisjoint(phase1, phase2) {
      const bits = (members: readonly number[]): number =>
        members.reduce((all, node) => all | (1 << node), 0);
      for (const first of phase1) {
        const second = phase2.find((other) => (bits(first) & bits(other)) === 0);
        if (second !== undefined) return { phase1: first, phase2: second };
      }
      return null;
    },
  }),
  candidate("confuses the phases", {
    findDisjoint: (phase1, phase2) => right.findDisjoint(phase2, phase1),
  }),
];

/** Right, though not as the reference does it. */
export const quorumVariants: readonly Candidate<QuorumModule>[] = [
  candidate("finds the last pair, and turns its quorums round", {
    findDisjoint(phase1, phase2) {
      const found = right.findDisjoint(phase1.toReversed(), phase2.toReversed());
      return found && { phase1: found.phase1.toReversed(), phase2: found.phase2.toReversed() };
    },
  }),
  candidate("rounds up from one more", {
    majoritySize: (count) => Math.ceil((count + 1) / 2),
    crashesTolerated: (count) => Math.ceil(count / 2) - 1,
  }),
  candidate("seats the groups and looks whether there is room", {
    mustMeet(first, second, count) {
      const seated = new Set(Array.from({ length: first }, (_, seat) => seat));
      return Array.from({ length: second }, (_, seat) => count - 1 - seat).some((seat) => seated.has(seat));
    },
  }),
];
