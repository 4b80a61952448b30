import { describe, expect, it } from "vitest";
import { milliseconds, nodes, seconds } from "../../../src/core/index.ts";
import { at, simulate } from "../../../src/sim/index.ts";
import { lettersOn, wish, type LetterRules, type Letters } from "./letters.ts";

/** Counts followers against followers, as if the leader were none of the ensemble. */
const countsFollowersOnly: LetterRules = {
  agreedIndex(matched, leader) {
    const followers = matched.filter(({ node }) => node !== leader);
    const highestFirst = followers.map(({ matchIndex }) => matchIndex).toSorted((a, b) => b - a);
    return highestFirst[Math.floor(followers.length / 2)] ?? 0;
  },
};

/** How many of so many servers may crash, one after the other, with a client still being answered. */
function crashesSurvived(count: number, rules: LetterRules): number {
  for (let crashes = 1; ; crashes++) {
    const { decisions } = simulate<Letters>({
      protocol: lettersOn(count, { rules }),
      nodes: count,
      seed: 1,
      schedule: [
        ...nodes(crashes).map((node) => at<Letters>(milliseconds(1), { kind: "crash", node })),
        at<Letters>(seconds(1), {
          kind: "request",
          node: count - 1,
          request: { kind: "execute", ...wish("a") },
        }),
      ],
      untilTime: seconds(6),
    });
    if (!decisions.some(({ decision }) => decision.kind === "answered")) return crashes - 1;
  }
}

describe("a majority of the ensemble, the leader being one of it", () => {
  it.each([
    { count: 3, whole: 1, followersOnly: 0 },
    { count: 4, whole: 1, followersOnly: 1 },
    { count: 5, whole: 2, followersOnly: 1 },
  ])(
    "survives $whole crashes of $count; a majority of the followers, $followersOnly",
    ({ count, whole, followersOnly }) => {
      expect(crashesSurvived(count, {})).toBe(whole);
      expect(crashesSurvived(count, countsFollowersOnly)).toBe(followersOnly);
    },
  );
});
