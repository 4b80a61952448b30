import { describe, expect, it } from "vitest";
import { decisionsByWard } from "../../src/figures/index.ts";
import { corporatorsOf, drains, naiveFirstCome, naiveMajority, pumps } from "../../src/scenarios/index.ts";

/** How many nodes of each ward stand for the value named, in the order of the wards. */
function bars(figure: ReturnType<typeof decisionsByWard>, name: string): readonly number[] {
  const bar = figure.data.find((trace) => "name" in trace && trace.name === name);
  return (bar as { readonly y: readonly number[] } | undefined)?.y ?? [];
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe("decisionsByWard", () => {
  it("stacks what each ward's nodes decided, so that a broken agreement has two colours", () => {
    const { trace, summary, groupOf } = naiveFirstCome.run();
    const figure = decisionsByWard(trace, { groupBy: groupOf, title: "Two results" });
    expect(figure.title).toBe("Two results");
    expect(sum(bars(figure, drains))).toBe(summary.decided[drains]);
    expect(sum(bars(figure, pumps))).toBe(summary.decided[pumps]);
    expect(bars(figure, drains)).toHaveLength(24);
    expect(figure.alt).toContain(`${summary.decided[drains]} decided ${drains}`);
  });

  it("counts a node that decided nothing as such", () => {
    const { trace, groupOf } = naiveMajority.run();
    const figure = decisionsByWard(trace, { groupBy: groupOf });
    expect(figure.data).toHaveLength(1);
    expect(sum(bars(figure, "nothing"))).toBe(227);
    expect(bars(figure, "nothing")[0]).toBe(corporatorsOf("Colaba").length);
  });
});
