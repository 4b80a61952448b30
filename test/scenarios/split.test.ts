import { describe, expect, test } from "vitest";
import { bmcSplit, drains, pumps } from "../../src/scenarios/index.ts";
import { seeds } from "./seeds.ts";

describe("114 on one side, 113 on the other", () => {
  test.each(seeds(50))("only the 114 decide, and after the healing all 227 know it (seed %i)", (seed) => {
    const { summary, run } = bmcSplit.run({ seed });
    expect(run.violation).toBeNull();
    expect(summary.beforeHealing).toEqual({ firstSide: 114, secondSide: 0 });
    expect(summary).toMatchObject({ decided: drains, agreed: true, informed: 227 });
  });

  test("the 113 are not silent: they prepare and promise, and never reach phase 2", () => {
    const { trace } = bmcSplit.run();
    const said = new Set<string>();
    for (const event of trace.events) {
      const isRight = event.kind === "send" && event.node >= 114;
      if (isRight && event.at < bmcSplit.defaults.healAt) said.add(event.message.kind);
    }
    expect(said).toEqual(new Set(["prepare", "promise"]));
  });

  test("which side is larger decides, not which spoke first", () => {
    const { summary } = bmcSplit.run({ firstSide: 113 });
    expect(summary).toMatchObject({ decided: pumps, beforeHealing: { firstSide: 0, secondSide: 114 } });
  });

  test("a side has at least one corporator", () => {
    for (const firstSide of [0, 227, 1.5, -3]) {
      expect(() => bmcSplit.run({ firstSide })).toThrow(
        `firstSide must be a whole number from 1 to 226; got ${firstSide}.`,
      );
    }
  });
});
