import { expect, it } from "vitest";
import { milliseconds as ms } from "../../../src/core/index.ts";
import { spanChart, type Span } from "../../../src/figures/index.ts";

const span = (row: string, kind: string, from: number, until: number): Span => {
  return { row, kind, from: ms(from), until: ms(until) };
};

const spans = [
  span("Bandra", "lease", 100, 280),
  span("Kurla", "promise", 110, 310),
  span("Bandra", "lease", 400, 500),
];
const marks = [{ row: "Bandra", at: ms(450), kind: "stale answer" }];

it("draws a bar from beginning to end in its row, a series for each kind, and marks upon them", () => {
  const { data, layout } = spanChart(spans, { title: "Two clocks", marks });
  expect(data).toMatchObject([
    { name: "lease", y: ["Bandra", "Bandra"], base: [100, 400], x: [180, 100] },
    { name: "promise", y: ["Kurla"], base: [110], x: [200] },
    { name: "stale answer", y: ["Bandra"], x: [450] },
  ]);
  expect(layout.xaxis?.title).toMatchObject({ text: "true time (ms)" });
  expect(layout.yaxis?.categoryarray).toEqual(["Kurla", "Bandra"]);
});

it("cuts off what lies outside", () => {
  const { data } = spanChart(spans, { title: "Early", marks, from: ms(150), to: ms(300) });
  expect(data).toMatchObject([{ base: [150], x: [130] }, { base: [150], x: [150] }, { x: [] }]);
});

it("draws what should not be in a colour and a shape of its own", () => {
  const { data } = spanChart(spans, { title: "Too long", marks, faults: ["lease", "stale answer"] });
  expect(data).toMatchObject([
    { name: "lease", marker: { pattern: { shape: "x" } } },
    { name: "promise", marker: { pattern: { shape: "/" } } },
    { name: "stale answer", marker: { symbol: "x" } },
  ]);
});

it("says all of it in words", () => {
  expect(spanChart(spans, { title: "Two clocks", marks }).alt).toBe(
    "Bars over true time. Bandra: lease from 100 ms to 280 ms, lease from 400 ms to 500 ms, 1 time stale answer, last at 450 ms. " +
      "Kurla: promise from 110 ms to 310 ms.",
  );
});

it("refuses to draw nothing", () => {
  expect(() => spanChart([], { title: "Nothing" })).toThrow("give at least one span");
});
