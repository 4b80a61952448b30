import type { Ballot, NodeId } from "../../../core/index.ts";
import type { Port } from "../../port.ts";

export interface BallotsModule {
  readonly compareBallots: (a: Ballot, b: Ballot) => number;
  readonly nextBallot: (self: NodeId, seen: Ballot | null) => Ballot;
  readonly parseBallot: (text: string) => Ballot;
}

export interface BallotsCalls {
  /** Only the sign: the contract says no more than "negative, 0 or positive". */
  order(a: Ballot, b: Ballot): -1 | 0 | 1;
  nextBallot(self: NodeId, seen: Ballot | null): Ballot;
  /** `"RangeError"` if it throws one, as it should where there is nothing to be read. */
  parseBallot(text: string): Ballot | "RangeError";
}

export const ballotsPort: Port<BallotsModule, BallotsCalls> = {
  file: "ballots.ts",
  exports: ["compareBallots", "nextBallot", "parseBallot"],
  calls: {
    order: ({ compareBallots }, a, b) => {
      const order: unknown = compareBallots(a, b);
      return typeof order === "number" ? Math.sign(order) : order;
    },
    nextBallot: ({ nextBallot }, self, seen) => nextBallot(self, seen),
    parseBallot: ({ parseBallot }, text) => {
      try {
        return parseBallot(text);
      } catch (error) {
        if (error instanceof RangeError) return "RangeError";
        throw error;
      }
    },
  },
  provides: {},
};
