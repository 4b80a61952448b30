import { describe, expect, it } from "vitest";
import { experiment, formatJson, parseJson, sweepHere } from "../../../src/experiments/index.ts";
import {
  figureOf,
  sweepBars,
  sweepDistribution,
  sweepLines,
  sweepStrip,
} from "../../../src/figures/index.ts";

/** It takes `size × work` ms, and one more or less; nothing ever finishes with a work of 9. */
const errand = experiment({
  name: "errands",
  question: "How long does it take?",
  parameters: { size: [1, 2, 4], work: [1, 3, 9] },
  measures: { took: { title: "time taken", unit: "ms" }, tries: { title: "tries", unit: "tries" } },
  seeds: 20,
  plot: {
    kind: "lines",
    title: "Errands",
    x: "size",
    y: ["took"],
    xScale: "log",
    words: { work: { title: "work of", unit: "units" } },
  },
  run: ({ size, work }, seed) => ({
    took: work === 9 ? null : size * work + (seed % 2 === 0 ? 1 : -1),
    tries: work,
  }),
});
const errands = sweepHere(errand);
const figure = sweepLines(errands, { x: "size", y: "took", xScale: "log", title: "Errands" });

describe("lines", () => {
  it("go through the means of the runs, one for each value of the other parameters", () => {
    expect(figure.data).toMatchObject([
      { name: "work 1", x: [1, 2, 4], y: [1, 2, 4] },
      { name: "work 3", x: [1, 2, 4], y: [3, 6, 12] },
      { name: "work 9", y: [null, null, null] },
    ]);
  });

  it("show how sure each point is, and of how many runs", () => {
    const { high, value } = errands.summary[0]!.measures.took.mean!;
    expect(figure.data[0]).toMatchObject({ error_y: { symmetric: false, array: { 0: high! - value } } });
    expect(figure.layout.xaxis?.title).toMatchObject({ text: expect.stringContaining("mean of 20 runs") });
  });

  it("have axes that tell the truth: from zero, or logarithmic with the values that were tried", () => {
    expect(figure.layout.yaxis).toMatchObject({ rangemode: "tozero" });
    expect(figure.layout.xaxis).toMatchObject({ type: "log", tickvals: [1, 2, 4] });
  });

  it("stand beside the powers that calculations say they go by, dashed, in the panel of the measure", () => {
    const { data } = sweepLines(errands, {
      x: "size",
      y: ["took", "tries"],
      laws: [
        { title: "3 n", measure: "took", factor: 3, power: 1 },
        { title: "n²", measure: "tries", factor: 1, power: 2 },
      ],
    });
    expect(data.slice(-2)).toMatchObject([
      { name: "3 n", x: [1, 2, 4], y: [3, 6, 12], yaxis: "y", line: { dash: "dash" } },
      { name: "n²", x: [1, 2, 4], y: [1, 4, 16], yaxis: "y2", line: { dash: "dot" } },
    ]);
  });

  it("of several measures stand in panels of their own, told apart in one legend", () => {
    const { data, layout } = sweepLines(errands, { x: "size", y: ["took", "tries"] });
    expect(data.map((trace) => (trace as { yaxis: string }).yaxis)).toEqual([
      "y",
      "y",
      "y",
      "y2",
      "y2",
      "y2",
    ]);
    expect(data.filter((trace) => (trace as { showlegend: boolean }).showlegend)).toHaveLength(3);
    expect(layout.annotations).toMatchObject([{ text: "time taken (ms)" }, { text: "tries" }]);
    expect(layout.yaxis?.domain?.[0]).toBeGreaterThan(layout.yaxis2?.domain?.[1] ?? 1);
  });

  it("may have a calculation beside them, dashed", () => {
    const expected = { name: "size", at: (size: number) => (size > 3 ? null : size) };
    const { data } = sweepLines(errands, { x: "size", y: "took", by: "work", expected });
    expect(data.at(-1)).toMatchObject({
      name: "size",
      x: [1, 2, 4],
      y: [1, 2, null],
      line: { dash: "dash" },
    });
  });

  it("a lone one is named when there is something expected beside it", () => {
    const one = sweepHere(errand, { set: { work: [3] } });
    const expected = { name: "size", at: (size: number) => size };
    const { data } = sweepLines(one, { x: "size", y: "took", expected });
    expect(data).toMatchObject([{ name: one.measures.took.title, showlegend: true }, { name: "size" }]);
  });

  it("of many points have bands", () => {
    const size = Array.from({ length: 20 }, (_, nth) => nth + 1);
    const { data } = sweepLines(sweepHere(errand, { set: { size, work: [3] } }), { x: "size", y: "took" });
    expect(data).toMatchObject([{ fill: "toself" }, { mode: "lines" }]);
  });
});

describe("bars", () => {
  it("stand side by side for each value", () => {
    const { data, layout } = sweepBars(errands, { x: "work", y: "took" });
    expect(data).toMatchObject([
      { type: "bar", name: "size 1", x: [1, 3, 9], y: [1, 3, null] },
      { name: "size 2" },
      { name: "size 4" },
    ]);
    expect(layout).toMatchObject({ barmode: "group", xaxis: { type: "category" } });
  });
});

describe("distributions", () => {
  const { data, alt } = sweepDistribution(errands, { measure: "took", by: "work" });
  const curves = data.filter((trace) => (trace as { showlegend: boolean }).showlegend);

  it("rise to the share of runs that measured something", () => {
    const last = curves.map((curve) => (curve as { y: number[] }).y.at(-1));
    expect(last).toEqual([1, 1, 0, 1, 1, 0, 1, 1, 0]);
    expect(curves[2]).toMatchObject({ name: "size 1, work 9: 100 % never" });
  });

  it("lie in bands that are as wide as so few runs make them", () => {
    const [upper, lower, curve] = data as unknown as readonly { readonly y: readonly number[] }[];
    const margin = Math.sqrt(Math.log(40) / 40);
    const middle = curve!.y.findIndex((share) => share === 0.5);
    expect(upper!.y[middle]).toBeCloseTo(0.5 + margin);
    expect(lower!.y[middle]).toBeCloseTo(0.5 - margin);
  });

  it("are told in words", () => {
    expect(alt).toContain("size 4, work 3: 20 runs, half of them within 11 ms, 90 % within 13 ms.");
    expect(alt).toContain("size 4, work 9: in none of 20 runs.");
  });
});

describe("the figure of a result", () => {
  it("is drawn as the experiment says, also from a file", () => {
    const drawn = figureOf(parseJson(formatJson(errands)));
    expect(drawn.title).toBe("Errands");
    expect(drawn.data).toMatchObject([{ name: "work of 1 units" }, {}, {}]);
    expect(drawn.alt).toMatch(/^Lines of the mean of 20 runs against size, .* work of 1 units: 1 \[/);
  });

  it("is plain data", () => {
    expect(structuredClone({ ...figure })).toEqual({ ...figure });
  });

  it("falls back on what varies", () => {
    const { title, data } = figureOf(sweepHere(errand, { seeds: 3, set: { size: [2] } }));
    expect(title).toBe("time taken by work of");
    expect(data).toMatchObject([{ x: [1, 3, 9], y: [expect.closeTo(1.67), expect.closeTo(5.67), null] }]);
  });

  it("cannot be drawn of nothing", () => {
    expect(() => figureOf(sweepHere(errand, { set: { size: [2], work: [3] } }))).toThrow(
      "nothing to draw errands against: give a parameter at least two values",
    );
    expect(() => sweepLines(sweepHere(errand, { set: { work: [9] } }), { x: "size", y: "took" })).toThrow(
      "no run of errands has measured took",
    );
    // @ts-expect-error there is no such measure
    expect(() => sweepLines(errands, { x: "size", y: "cost" })).toThrow('errands measures no "cost"');
  });
});

describe("a strip", () => {
  const { data, alt, layout } = sweepStrip(errands, {
    x: "size",
    y: "took",
    words: { work: { title: "work" } },
  });

  it("has a dot for every run that measured something, and beside them their mean with its interval", () => {
    const { high, value } = errands.summary[0]!.measures.took.mean!;
    expect(data.map((trace) => (trace as { y: readonly number[] }).y.length)).toEqual([60, 3, 60, 3, 0, 0]);
    expect(data[1]).toMatchObject({ name: "work 1", y: [1, 2, 4], error_y: { array: { 0: high! - value } } });
    expect(layout.xaxis).toMatchObject({ ticktext: ["1", "2", "4"] });
    expect(alt).toMatch(/^A dot for each run, and marks of the mean of 20 runs/);
  });

  it("keeps the dots of one value apart from those of others", () => {
    for (const trace of data) {
      for (const x of (trace as { x: readonly number[] }).x)
        expect(Math.abs(x - Math.round(x))).toBeLessThan(0.5);
    }
  });
});
