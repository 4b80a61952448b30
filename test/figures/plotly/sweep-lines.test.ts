import { expect, it } from "vitest";
import { experiment, sweepHere } from "../../../src/experiments/index.ts";
import { sweepLines } from "../../../src/figures/index.ts";

/** It takes `size × work` ms, and one more or less; nothing ever finishes with a work of 9. */
const errands = sweepHere(
  experiment({
    name: "errands",
    question: "How long does it take?",
    parameters: { size: [1, 2, 4], work: [1, 3, 9] },
    measures: { took: { title: "time taken", unit: "ms" } },
    seeds: 20,
    run: ({ size, work }, seed) => ({ took: work === 9 ? null : size * work + (seed % 2 === 0 ? 1 : -1) }),
  }),
);
const figure = sweepLines(errands, { title: "Errands", x: "size", y: "took", by: "work", xScale: "log" });

it("draws a line for each value of a parameter, through the means of the runs", () => {
  expect(figure.data).toMatchObject([
    { name: "work 1", x: [1, 2, 4], y: [1, 2, 4] },
    { name: "work 3", x: [1, 2, 4], y: [3, 6, 12] },
    { name: "work 9", x: [], y: [] },
  ]);
});

it("shows how sure each point is", () => {
  const { low, high, value } = errands.summary[0]!.measures.took.mean!;
  expect(figure.data[0]).toMatchObject({
    error_y: { symmetric: false, array: { 0: high! - value }, arrayminus: { 0: value - low! } },
  });
  expect(figure.layout.xaxis?.title).toMatchObject({ text: expect.stringContaining("mean of 20 runs") });
});

it("says all of it in words", () => {
  expect(figure.alt).toMatch(
    /^3 lines of time taken in ms over size\. work 1: 1: 1 \(0\.\d+ to 1\.\d+\), 2: 2/,
  );
  expect(figure.alt).toContain("work 9: nothing was measured");
});

it("draws what was expected as a dashed line, in the order of the axis", () => {
  const expected = { name: "size", at: (size: number) => (size > 3 ? null : size) };
  const { data } = sweepLines(errands, { title: "Errands", x: "size", y: "took", by: "work", expected });
  expect(data.at(-1)).toMatchObject({ name: "size", x: [1, 2, 4], y: [1, 2, null], line: { dash: "dash" } });
});

it("is plain data, whose axes tell the truth: from zero, or logarithmic with the values that were tried", () => {
  expect(structuredClone({ ...figure })).toEqual({ ...figure });
  expect(figure.layout.yaxis).toMatchObject({ rangemode: "tozero" });
  expect(figure.layout.xaxis).toMatchObject({ type: "log", tickvals: [1, 2, 4] });
});

it("says what there is none of", () => {
  expect(() => sweepLines(errands, { title: "", x: "size", y: "cost" })).toThrow('measures no "cost"');
  expect(() => sweepLines(errands, { title: "", x: "length", y: "took" })).toThrow('no parameter "length"');
});
