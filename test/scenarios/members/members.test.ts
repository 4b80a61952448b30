import { describe, expect, it } from "vitest";
import { milliseconds } from "../../../src/core/index.ts";
import { bmcMove, bmcMovingStorm, bmcSeat, type MoveWay } from "../../../src/scenarios/index.ts";

describe("Dadar takes Andheri's seat while payments are under way", () => {
  it.each([2, 3])("with the right rules nobody is harmed, and all are answered (%i payments)", (payments) => {
    const { run, summary } = bmcSeat.run({ payments });
    expect(run.violation).toBeNull();
    expect(summary.answers.map(({ result }) => result)).toEqual([
      "ok",
      ...Array.from({ length: payments + 2 }, () => "paid"),
    ]);
    expect(summary.ballotsLed.slice(0, 2)).toEqual(["1.0", "2.1"]);
    expect(new Set(summary.left).size).toBe(1);
  });

  it.each([
    { rules: { inForceFrom: (slot: number) => slot + 1 }, payments: 2, slot: 4 },
    { rules: { isPrepared: () => true }, payments: 3, slot: 5 },
  ])("two payments are chosen in slot $slot by a wrong rule", ({ rules, payments, slot }) => {
    const { run, summary } = bmcSeat.run({ rules, payments });
    expect(run.violation).toMatchObject({
      property: "log agreement",
      problem: expect.stringContaining(`in slot ${slot}, where`),
    });
    expect(summary.ballotsLed).toEqual(["1.0", "2.1"]);
  });
});

describe("The corporation moves house", () => {
  const ways: readonly MoveWay[] = ["directly", "jointly", "one by one"];

  it.each(ways)("%s: all steps are taken, and the new wards serve people", (way) => {
    const { run, summary } = bmcMove.run({ way });
    expect(run.violation).toBeNull();
    expect(summary.configurations).toBe({ directly: 1, jointly: 2, "one by one": 6 }[way]);
    expect(summary.slots).toBe(summary.configurations * 4);
    expect(summary.serving).toEqual([3, 4, 5]);
    expect(summary.leaders[0]).toBe(0);
    expect(summary.leaders.at(-1)).toBeGreaterThan(2);
    // Nobody is served between two leaders.
    expect(summary.longestSilence).toBeGreaterThan(milliseconds(200));
  });

  it("with nobody left of the new majority it does not come to its end; with one dead of each house it does", () => {
    const after = (...nodes: readonly number[]) =>
      bmcMove.run({ way: "jointly", every: null, deaths: { nodes, after: 1 } }).summary;
    expect(after(3, 4)).toMatchObject({ time: null, slots: null, serving: [] });
    expect(after(1, 3)).toMatchObject({ configurations: 2, serving: [4, 5] });
  });
});

it("in a monsoon night wards come and go, and nobody is harmed unless strangers vote", () => {
  const { summary } = bmcMovingStorm.run({ seed: 2 });
  expect(summary).toMatchObject({ problem: null, stuck: [] });
  expect(summary.configurations).toBeGreaterThan(0);
  const { summary: wrong } = bmcMovingStorm.run({ seed: 1, rules: { hasVote: () => true } });
  expect(wrong.problem).toContain("log agreement");
});
