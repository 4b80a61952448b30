import type { Ballot } from "paxoslab/core";
import { describe, expect, it } from "vitest";
import { compareBallots, nextBallot, parseBallot } from "#exercise/ballots/ballots.ts";

const ballot = (round: number, node: number): Ballot => ({ round, node });
const say = ({ round, node }: Ballot): string => `round ${round} of node ${node}`;

/** Every ballot of twelve rounds and twelve nodes, in the right order. */
const inOrder = Array.from({ length: 144 }, (_, index) => ballot(1 + Math.floor(index / 12), index % 12));

describe("compareBallots", () => {
  it("puts round 10 above round 9, whatever the text looks like", () => {
    expect(
      compareBallots(ballot(10, 0), ballot(9, 0)),
      "Kurla is at round 10 and Dadar at round 9, but your order puts Dadar's ballot on top. As text " +
        '"9" comes after "10"; ballots have to be compared as numbers.',
    ).toBeGreaterThan(0);
  });

  it("lets the node decide inside one round, again as a number", () => {
    expect(
      compareBallots(ballot(3, 10), ballot(3, 9)),
      "In round 3, node 10's ballot must be above node 9's; yours is not.",
    ).toBeGreaterThan(0);
  });

  it("calls a ballot equal to itself and to nothing else", () => {
    for (const a of inOrder) {
      expect(compareBallots(a, { ...a }), `${say(a)} is not equal to itself.`).toBe(0);
    }
    expect(
      compareBallots(ballot(2, 1), ballot(2, 5)),
      "Node 1 and node 5 both lead round 2, and your order cannot tell their ballots apart: an acceptor " +
        "would take one corporator's proposal for the other's.",
    ).not.toBe(0);
  });

  it("is one total order: whichever two ballots meet, everybody agrees which is higher", () => {
    const wrong = inOrder.flatMap((low, position) =>
      inOrder
        .slice(position + 1)
        .filter((high) => !(compareBallots(low, high) < 0 && compareBallots(high, low) > 0))
        .map((high) => `${say(low)} should be below ${say(high)}`),
    );
    expect(wrong.slice(0, 3), `${wrong.length} pairs are out of order; the first ones are listed.`).toEqual(
      [],
    );
  });
});

describe("nextBallot", () => {
  it("is in a round of at least 1 for a node that has seen nothing", () => {
    expect(nextBallot(4, null).round, "The first round is round 1.").toBeGreaterThanOrEqual(1);
    expect(nextBallot(4, null).node, "The ballot must carry the number of the node that made it.").toBe(4);
  });

  it("is higher than what was seen, whoever led that", () => {
    for (const seen of inOrder) {
      for (const self of [0, 5, 11]) {
        const next = nextBallot(self, seen);
        const isHigher = next.round > seen.round || (next.round === seen.round && next.node > seen.node);
        expect(
          isHigher,
          `Node ${self} has seen ${say(seen)} and answers with ${say(next)}, which is not higher: ` +
            "every acceptor that has promised the first will refuse it.",
        ).toBe(true);
      }
    }
  });

  it("is never the ballot of another node, even when both have seen the same", () => {
    for (const seen of [null, ...inOrder]) {
      const made = [0, 1, 2, 3, 4].map((self) => nextBallot(self, seen));
      const different = new Set(made.map(say));
      expect(
        different.size,
        `Five corporators have all seen ${seen === null ? "nothing" : say(seen)} and now propose at once. Two of ` +
          `them come with the same ballot (${made.map(say).join("; ")}): with it, two values can be chosen.`,
      ).toBe(5);
    }
  });

  it("is in a whole round, so that the next one finds room above it", () => {
    for (const seen of inOrder) expect(Number.isInteger(nextBallot(3, seen).round)).toBe(true);
  });
});

describe("parseBallot", () => {
  it("reads both numbers, however many digits they have", () => {
    expect(parseBallot("10_3"), '"10_3" is round 10 of node 3.').toEqual(ballot(10, 3));
    expect(parseBallot("9_226"), '"9_226" is round 9 of node 226.').toEqual(ballot(9, 226));
  });

  it.each(["", "10", "_3", "10_", "10_3_1", "ten_3", "-1_3", "1.5_3", " 10_3", "1e3_2"])(
    "refuses %j instead of guessing",
    (text) => {
      expect(() => parseBallot(text), `"${text}" is no ballot; throw a RangeError that says so.`).toThrow(
        RangeError,
      );
    },
  );
});
