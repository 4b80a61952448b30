import { describe, expect, test } from "vitest";
import { flightsOf, spaceTime } from "../../../src/figures/index.ts";
import { corporation, wardOf } from "../support/runs.ts";
import { countOf, texts, tips } from "../support/svg.ts";

describe("227 corporators, a lane a ward", () => {
  const { trace } = corporation();
  const { svg, alt } = spaceTime(trace, { groupBy: (node) => wardOf(node) });

  test("each of the 16 wards has a lane", () => {
    expect(texts(svg, "name")).toHaveLength(16);
    expect(alt).toContain("227 nodes in 16 groups");
  });

  test("every message is in exactly one band", () => {
    const counts = tips(svg).flatMap((tip) => /^\w+ → [\w ,]+: (\d+) /.exec(tip)?.[1] ?? []);
    const bundled = counts.reduce((sum, count) => sum + Number(count), 0);
    expect(bundled).toBe(flightsOf(trace).length);
    expect(countOf(svg, "m")).toBe(counts.length);
  });

  test("a band tells from where to where, how many, of what kind, and how fast", () => {
    expect(tips(svg)).toContainEqual(
      expect.stringMatching(
        /^Dadar → Kurla: \d+ promise at ballot 1\.2\nsent at .* to .*\ndelivered after .* to .*$/,
      ),
    );
  });

  test("messages cut off with Bandra are counted at their cross", () => {
    expect(tips(svg)).toContainEqual(
      expect.stringMatching(/^Kurla → Bandra: 15 accept .*\ncut off by a partition/),
    );
    expect(texts(svg, "tally")).toContain("15");
  });

  test("beside each lane stands how many accepted", () => {
    expect(texts(svg, "note")).toEqual(expect.arrayContaining(["15 nodes", "0 of 15", "15 of 15"]));
  });

  test("the drawing is small enough for a notebook", () => {
    expect(svg.length).toBeLessThan(200_000);
  });
});
