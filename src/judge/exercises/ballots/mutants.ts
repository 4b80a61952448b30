import {
  compareBallots,
  compareData,
  formatBallot,
  isAbove,
  nextBallot,
  type Ballot,
  type NodeId,
} from "../../../core/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { BallotsModule } from "./port.ts";

const right: BallotsModule = {
  compareBallots,
  nextBallot,
  parseBallot(text) {
    const match = /^(\d+)_(\d+)$/.exec(text);
    if (match === null) throw new RangeError(`"${text}" is no ballot.`);
    return { round: Number(match[1]), node: Number(match[2]) };
  },
};

const candidate = (name: string, changed: Partial<BallotsModule>): Candidate<BallotsModule> => ({
  name,
  module: { ...right, ...changed },
});

const asText = (a: Ballot, b: Ballot): number => compareData(`${a.round}_${a.node}`, `${b.round}_${b.node}`);

/** One number for a ballot, as many would like to have it. */
const byOneNumber = (number: (ballot: Ballot) => number): Partial<BallotsModule> => ({
  compareBallots: (a, b) => number(a) - number(b),
});

const parsing = (read: (text: string) => Ballot): Partial<BallotsModule> => ({ parseBallot: read });

const parts = (text: string): readonly [round: string, node: string] => {
  const [round = "", node = ""] = text.split("_");
  return [round, node];
};

/** Wrong ideas about ballots, the most common ones first. */
export const ballotsMutants: readonly Candidate<BallotsModule>[] = [
  candidate("is the stub, as it was handed out", {
    compareBallots: asText,
    nextBallot: (self, seen) => seen ?? { round: 1, node: self },
    parseBallot: (text) => ({ round: text.length, node: 0 }),
  }),
  candidate("compares ballots as text: 9 is more than 10", { compareBallots: asText }),
  candidate(
    "compares rounds only",
    byOneNumber(({ round }) => round),
  ),
  candidate("compares nodes first, then rounds", {
    compareBallots: (a, b) => a.node - b.node || a.round - b.round,
  }),
  candidate("makes one number of round and node, with room for 1,000 nodes", {
    ...byOneNumber(({ round, node }) => round * 1_000 + node),
  }),
  candidate(
    "adds round and node",
    byOneNumber(({ round, node }) => round + node),
  ),
  candidate("compares numbers as numbers within a round, and rounds as text", {
    compareBallots: (a, b) =>
      a.round === b.round ? a.node - b.node : String(a.round) < String(b.round) ? -1 : 1,
  }),
  candidate("puts the lower ballot on top", { compareBallots: (a, b) => compareBallots(b, a) }),
  candidate("says only whether it is higher: 1 or 0", {
    compareBallots: (a, b) => Number(compareBallots(a, b) > 0),
  }),
  candidate("computes with 32 bits", {
    compareBallots: (a, b) => (a.round - b.round) | 0 || (a.node - b.node) | 0,
  }),
  candidate("uses the ballot it has seen as its own", {
    nextBallot: (self, seen) => seen ?? { round: 1, node: self },
  }),
  candidate("goes one round above, and leaves the other's name on it", {
    nextBallot: (self, seen) => (seen === null ? nextBallot(self, seen) : nextBallot(seen.node, seen)),
  }),
  candidate("puts its own name on the round it has seen", {
    nextBallot: (self, seen) => ({ round: seen?.round ?? 1, node: self }),
  }),
  candidate("counts its own rounds from 1, whatever it has seen", {
    nextBallot: (self) => ({ round: 1, node: self }),
  }),
  candidate("begins in round 0", {
    nextBallot: (self, seen) => (seen === null ? { round: 0, node: self } : nextBallot(self, seen)),
  }),
  candidate("begins again after round 99", {
    nextBallot: (self, seen) => ({ round: ((seen?.round ?? 0) % 99) + 1, node: self }),
  }),
  candidate("reads with parseInt, which stops where it likes", {
    ...parsing((text) => {
      const [round, node] = parts(text).map((part) => Number.parseInt(part, 10));
      if (!(round! >= 0 && node! >= 0)) throw new RangeError(text);
      return { round: round!, node: node! };
    }),
  }),
  candidate("reads with Number, to which nothing is 0", {
    ...parsing((text) => {
      const [round, node] = parts(text).map(Number);
      if (!(Number.isInteger(round) && Number.isInteger(node) && round! >= 0 && node! >= 0))
        throw new RangeError(text);
      return { round: round!, node: node! };
    }),
  }),
  candidate("looks for a ballot anywhere in the text", {
    ...parsing((text) => {
      const match = /(\d+)_(\d+)/.exec(text);
      if (match === null) throw new RangeError(text);
      return { round: Number(match[1]), node: Number(match[2]) };
    }),
  }),
  candidate("reads numbers of one digit", {
    ...parsing((text) => {
      const match = /^(\d)_(\d)$/.exec(text);
      if (match === null) throw new RangeError(text);
      return { round: Number(match[1]), node: Number(match[2]) };
    }),
  }),
  candidate("reads the node first", {
    ...parsing((text) => {
      const { round, node } = right.parseBallot(text);
      return { round: node, node: round };
    }),
  }),
  candidate(
    "makes a ballot of any text whatever",
    parsing((text) => ({ round: text.length, node: 0 })),
  ),
  candidate("throws another error than a RangeError", {
    ...parsing((text) => {
      try {
        return right.parseBallot(text);
      } catch {
        throw new SyntaxError(text);
      }
    }),
  }),
];

class BallotError extends RangeError {
  override readonly name = "BallotError";
}

/** Right, though not as the reference does it. */
export const ballotsVariants: readonly Candidate<BallotsModule>[] = [
  candidate("stays in the round it has seen where its own number is higher", {
    nextBallot: (self: NodeId, seen) =>
      isAbove({ round: seen?.round ?? 0, node: self }, seen) && seen !== null
        ? { round: seen.round, node: self }
        : nextBallot(self, seen),
  }),
  candidate("skips a few rounds", {
    nextBallot: (self, seen) => ({ round: (seen?.round ?? 3) + 10, node: self }),
  }),
  candidate("answers with infinities", {
    compareBallots: (a, b) => {
      const order = compareBallots(a, b);
      return order === 0 ? 0 : order * Infinity;
    },
  }),
  candidate("reads, writes it down again and compares; refuses with an error of its own kind of RangeError", {
    ...parsing((text) => {
      const [round, node] = parts(text).map((part) => Number.parseInt(part, 10));
      const ballot = { round: round!, node: node! };
      const isReadBack = formatBallot(ballot).replace(".", "_") === text;
      if (!(isReadBack && round! >= 0 && node! >= 0)) throw new BallotError(text);
      return ballot;
    }),
  }),
];
