import { describe, expect, test } from "vitest";
import { milliseconds, seconds } from "../../../src/core/index.ts";
import {
  atOnce,
  bmcDuel,
  doubling,
  duels,
  fixedWait,
  leader,
  randomised,
  withDice,
  type DuelOptions,
} from "../../../src/scenarios/index.ts";
import { share } from "../seeds.ts";

const second = seconds(1);
/** Half a millisecond off the whole ones, so that no two things happen at the very same moment. */
const apart = milliseconds(7.5);
const isUndecided = ({ timeToDecide }: { readonly timeToDecide: number | null }): boolean =>
  timeToDecide === null;
const one = (options: Partial<DuelOptions>) =>
  bmcDuel.run({ apart, untilTime: second, trace: "off", ...options }).summary;

describe("two rivals in a perfectly regular network", () => {
  test("top each other for ever, if each starts again at once", () => {
    expect(one({ strategy: atOnce }).timeToDecide).toBeNull();
    expect(one({ strategy: atOnce }).rounds).toBeGreaterThan(90);
  });

  test("get past each other exactly if they wait longer than they are apart (well below a phase)", () => {
    for (let gap = 1.5; gap < 18; gap++) {
      for (let wait = 0; wait <= 24; wait++) {
        const { timeToDecide } = one({
          apart: milliseconds(gap),
          strategy: fixedWait(milliseconds(wait)),
          untilTime: seconds(0.5),
        });
        expect(timeToDecide === null, `${gap} ms apart, waiting ${wait} ms`).toBe(wait < gap);
      }
    }
  });

  test("cannot go on if a refusal takes as long to tell as a promise; three can", () => {
    const near = milliseconds(10);
    for (let gap = 0.5; gap < 25; gap++) {
      const duel = { near, strategy: atOnce, apart: milliseconds(gap), untilTime: seconds(0.5) };
      expect(one(duel).timeToDecide, `${gap} ms apart`).not.toBeNull();
    }
    expect(one({ near, strategy: atOnce, proposers: 3 }).timeToDecide).toBeNull();
  });

  test("doubling ends it, once its waits exceed the gap; a cap below the gap keeps it going", () => {
    expect(one({ strategy: doubling(milliseconds(1)) }).timeToDecide).toBeLessThan(milliseconds(200));
    expect(one({ strategy: doubling(milliseconds(1), milliseconds(7)) }).timeToDecide).toBeNull();
    expect(one({ strategy: doubling(milliseconds(1), milliseconds(8)) }).timeToDecide).not.toBeNull();
  });

  test("dice end it below any cap, and a leader before it begins", () => {
    const strategy = randomised(milliseconds(1), milliseconds(7));
    expect(share(duels(200, { strategy, apart }), isUndecided)).toBe(0);
    expect(one({ strategy: leader() })).toMatchObject({ rounds: 1, timeToDecide: milliseconds(31) });
  });
});

describe("what the rest of the world changes", () => {
  test("jitter is dice, too: with it, waiting the same each time usually gets there", () => {
    const strategy = fixedWait(milliseconds(5));
    const undecided = (jitter: number): number =>
      share(duels(100, { strategy, apart, jitter, untilTime: second }), isUndecided);
    expect(undecided(0)).toBe(1);
    expect(undecided(0.5)).toBe(0);
  });

  test("with five rivals dice need room: a cap below a round trip leaves most duels undecided for long", () => {
    const strategy = withDice(doubling(milliseconds(2), milliseconds(10)));
    const crowd = { proposers: 5, untilTime: seconds(0.5) };
    expect(share(duels(50, { ...crowd, strategy }), isUndecided)).toBeGreaterThan(0.5);
    expect(share(duels(50, { ...crowd, strategy: randomised(milliseconds(2)) }), isUndecided)).toBe(0);
  });

  test("a dead leader costs a timeout, and little more", () => {
    const strategy = leader(milliseconds(80));
    const [alive, dead] = [one({ strategy }), one({ strategy, deaths: [{ node: 0, at: 0 }] })];
    const price = (dead.timeToDecide ?? Infinity) - (alive.timeToDecide ?? 0);
    expect(price).toBeGreaterThanOrEqual(milliseconds(80));
    expect(price).toBeLessThan(milliseconds(100));
  });

  test("no duel ever breaks agreement", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { run } = bmcDuel.run({ seed, proposers: 4, strategy: atOnce, jitter: 0.5, untilTime: second });
      expect(run.violation).toBeNull();
    }
  });
});

test("nonsense is refused in a sentence", () => {
  expect(() => bmcDuel.run({ proposers: 6 })).toThrow("proposers must be a whole number from 1 to 5; got 6.");
  expect(() => bmcDuel.run({ jitter: 2 })).toThrow("from 0 to 1; got 2.");
  expect(() => bmcDuel.run({ apart: 0.5 })).toThrow("apart is a whole number of microseconds");
  expect(() => bmcDuel.run({ untilTime: Infinity })).toThrow("untilTime must be a moment");
  expect(() => bmcDuel.run({ deaths: [{ node: 2, at: 0 }] })).toThrow("deaths are of rivals, 0 to 1; got 2.");
});
