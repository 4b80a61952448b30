import { describe, expect, it } from "vitest";
import { milliseconds } from "../../../src/core/index.ts";
import { camps, contention, contentions, inCities, travel } from "../../../src/scenarios/index.ts";
import { formatTrace } from "../../../src/sim/index.ts";

const [near, far] = [milliseconds(8), milliseconds(10)];

describe("one proposal", () => {
  it("takes two message delays in a fast round, three in a classic one", () => {
    const fast = contention.run({ proposers: 1 }).summary;
    expect(fast).toMatchObject({ delays: 2, timeToDecide: milliseconds(20), round: 1, collided: false });
    const classic = contention.run({ proposers: 1, rounds: "classic" }).summary;
    expect(classic).toMatchObject({ delays: 3, timeToDecide: milliseconds(30), round: 1, collided: false });
  });
});

describe("two proposals that reach the wards in different orders", () => {
  const split = { between: camps(near, far) };

  it("collide, and coordinated recovery takes two delays more", () => {
    const { summary } = contention.run(split);
    expect(summary).toMatchObject({ collided: true, delays: 4, round: 2, votes: { drains: 3, pumps: 2 } });
  });

  it("collide, and uncoordinated recovery takes one delay more", () => {
    const { summary } = contention.run({ ...split, recovery: "uncoordinated" });
    expect(summary).toMatchObject({ collided: true, collidedAgain: false, delays: 3, round: 2 });
  });

  it("collide, and without recovery a timer has to ring", () => {
    const { summary } = contention.run({ ...split, recovery: "new round" });
    expect(summary.round).toBe(2);
    expect(summary.timeToDecide).toBeGreaterThan(milliseconds(200));
  });

  it("do not collide in a classic round: its coordinator takes the first and asks for that", () => {
    const { summary } = contention.run({ ...split, rounds: "classic" });
    expect(summary).toMatchObject({ collided: false, delays: 3, votes: { drains: 5 } });
  });

  it("do not collide if the first is well ahead", () => {
    expect(contention.run({ ...split, gap: milliseconds(5) }).summary).toMatchObject({
      collided: false,
      delays: 2,
      chosen: "drains",
    });
  });
});

it("three proposals may collide again in uncoordinated recovery, and never in coordinated", () => {
  const storm = { proposers: 3, jitter: milliseconds(3) };
  const count = (recovery: "coordinated" | "uncoordinated"): number =>
    contentions(60, { ...storm, recovery }).filter(({ collidedAgain }) => collidedAgain).length;
  expect(count("uncoordinated")).toBeGreaterThan(0);
  expect(count("coordinated")).toBe(0);
});

it("every run decides, whatever the network and the quorums", () => {
  for (const quorums of [null, { phase1: 5, classic: 2, fast: 3 }]) {
    const runs = contentions(40, { proposers: 4, jitter: milliseconds(20), quorums, recovery: "new round" });
    expect(runs.filter(({ chosen }) => chosen === null)).toEqual([]);
  }
});

it("the same seed gives the same run", () => {
  const options = { proposers: 3, jitter: milliseconds(3), arrivals: "random", gap: 500 } as const;
  expect(formatTrace(contention.run(options).trace)).toBe(formatTrace(contention.run(options).trace));
});

describe("cities", () => {
  it("are as far from each other one way as the other", () => {
    expect(travel("Mumbai", "Delhi")).toBe(travel("Delhi", "Mumbai"));
    expect(travel("Mumbai", "Delhi")).toBeGreaterThan(travel("Chennai", "Bengaluru"));
    expect(travel("Chennai", "Chennai")).toBe(milliseconds(0.5));
  });

  it("take a proposer in another city two trips, wherever the leader is", () => {
    const acceptors = ["Mumbai", "Mumbai", "Mumbai"] as const;
    const between = inCities({ acceptors, coordinator: "Kolkata", proposers: ["Delhi"] });
    const { summary } = contention.run({ acceptors: 3, proposers: 1, between });
    expect(summary.timeToDecide).toBe(2 * travel("Delhi", "Mumbai"));
  });
});

it.each([
  { options: { proposers: 0 }, says: "proposers must be a whole number from 1 to 6; got 0." },
  { options: { acceptors: 2.5 }, says: "acceptors must be a whole number from 1 to 24; got 2.5." },
  { options: { gap: 0.1 }, says: "gap is a whole number of microseconds, such as milliseconds(5); got 0.1." },
  {
    options: { untilTime: Infinity },
    says: "untilTime must be a moment, so that every run ends; got Infinity.",
  },
])("nonsense is refused: $says", ({ options, says }) => {
  expect(() => contention.run(options)).toThrow(says);
});
