import { describe, expect, test } from "vitest";
import { milliseconds, seconds } from "../../src/core/index.ts";
import {
  drains,
  naiveFirstCome,
  naiveMajority,
  naiveTwoPhaseCommit,
  pumps,
} from "../../src/scenarios/index.ts";
import { seeds, share } from "./seeds.ts";

describe("first come, first served", () => {
  test("both proposals are decided, whatever the seed: everybody decides at once, and differently", () => {
    for (const seed of seeds(50)) {
      const { decided, undecided } = naiveFirstCome.run({ seed }).summary;
      expect(Object.keys(decided).sort(), `seed ${seed}`).toEqual([pumps, drains]);
      expect(undecided, `seed ${seed}`).toBe(0);
    }
  });
});

describe("plain majority, one vote each", () => {
  const votes = seeds(200).map((seed) => naiveMajority.run({ seed }).summary);

  test("by default nobody decides anything, ever: neither side reaches 114", () => {
    expect(naiveMajority.run().summary).toMatchObject({ decided: {}, undecided: 227 });
    expect(naiveMajority.run().run.ended).toBe("quiet");
  });

  test("it is not always stuck, which is what makes it tempting", () => {
    const stuck = share(votes, ({ undecided }) => undecided === 227);
    expect(stuck).toBeGreaterThan(0.3);
    expect(stuck).toBeLessThan(0.7);
  });

  test("stuck is all that can happen to it: no seed decides two things", () => {
    expect(share(votes, ({ decided }) => Object.keys(decided).length <= 1)).toBe(1);
  });
});

describe("plain majority, asked again", () => {
  test("Bandra wins and is cut off before it can say so; the others decide otherwise, whatever the seed", () => {
    for (const seed of seeds(50)) {
      const { decided } = naiveMajority.run({ seed, askAgain: true }).summary;
      expect(decided, `seed ${seed}`).toEqual({ [drains]: 1, [pumps]: 226 });
    }
  });
});

describe("two-phase commit", () => {
  test("with the coordinator dead at the wrong moment, all who voted yes wait for ever", () => {
    for (const seed of seeds(50)) {
      const { summary, trace } = naiveTwoPhaseCommit.run({ seed });
      expect(summary, `seed ${seed}`).toMatchObject({ decided: {}, undecided: 5 });
      expect(trace.events.some((event) => event.kind === "send" && event.message.kind === "commit")).toBe(
        false,
      );
    }
  });

  test.each([milliseconds(200), seconds(60)])(
    "a coordinator that returns at %i µs tells them, and they all commit",
    (returnsAt) => {
      for (const seed of seeds(20)) {
        const { summary } = naiveTwoPhaseCommit.run({ seed, returnsAt });
        expect(summary, `seed ${seed}`).toMatchObject({ decided: { [drains]: 5 }, undecided: 0 });
      }
    },
  );

  test("a return before the beginning of time is refused", () => {
    expect(() => naiveTwoPhaseCommit.run({ returnsAt: -1 })).toThrow(
      "A restart is scheduled at -1; times are whole microseconds from 0 on.",
    );
  });
});
