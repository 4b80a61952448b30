import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { always } from "../always.ts";
import {
  compareBallots,
  formatBallot,
  highestBallot,
  isAbove,
  nextBallot,
  sameBallot,
  type Ballot,
} from "../../src/core/index.ts";

const anyBallot = fc.record({ round: fc.nat(5), node: fc.nat(4) });

const ballot = (round: number, node: number): Ballot => ({ round, node });

describe("ballots compare", () => {
  it("first by round, then by node", () => {
    expect(isAbove(ballot(2, 0), ballot(1, 9))).toBe(true);
    expect(isAbove(ballot(1, 3), ballot(1, 2))).toBe(true);
    expect(isAbove(ballot(1, 2), ballot(1, 2))).toBe(false);
  });

  it("as numbers, not as text", () => {
    expect(isAbove(ballot(10, 0), ballot(9, 0))).toBe(true);
  });

  it("in a total order: of two different ballots exactly one is higher", () => {
    always(
      fc.property(anyBallot, anyBallot, (a, b) => {
        const answers = [isAbove(a, b), isAbove(b, a), sameBallot(a, b)];
        expect(answers.filter(Boolean)).toHaveLength(1);
      }),
    );
  });

  it("transitively", () => {
    always(
      fc.property(fc.array(anyBallot, { minLength: 3, maxLength: 3 }), (ballots) => {
        const [low, middle, high] = ballots.sort(compareBallots);
        expect(compareBallots(low!, middle!)).toBeLessThanOrEqual(0);
        expect(compareBallots(middle!, high!)).toBeLessThanOrEqual(0);
        expect(compareBallots(low!, high!)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("with every ballot above none at all", () => {
    expect(isAbove(ballot(0, 0), null)).toBe(true);
    expect(highestBallot(null, ballot(1, 1))).toEqual(ballot(1, 1));
    expect(highestBallot(ballot(1, 1), null)).toEqual(ballot(1, 1));
    expect(highestBallot(null, null)).toBeNull();
  });
});

describe("the next ballot of a node", () => {
  it("begins with round 1", () => {
    expect(nextBallot(3, null)).toEqual(ballot(1, 3));
  });

  it("is above everything the node has seen, and differs from every other node's", () => {
    always(
      fc.property(anyBallot, fc.nat(4), fc.nat(4), (seen, one, other) => {
        expect(isAbove(nextBallot(one, seen), seen)).toBe(true);
        expect(sameBallot(nextBallot(one, seen), nextBallot(other, seen))).toBe(one === other);
      }),
    );
  });
});

it("reads as round.node", () => {
  expect(formatBallot(ballot(2, 1))).toBe("2.1");
  expect(formatBallot(null)).toBe("none");
});
