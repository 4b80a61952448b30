import { expect, it } from "vitest";
import { statesExplored } from "../../../src/figures/index.ts";

const searches = [
  { group: "1 ballot", series: "no crash", states: 6, isAll: true },
  { group: "1 ballot", series: "one crash", states: 64, isAll: true },
  { group: "2 ballots", series: "no crash", states: 1, isAll: true },
  { group: "2 ballots", series: "one crash", states: 300_000, isAll: false },
];

it("draws a bar for each search, those of one series in one colour, by powers of ten", () => {
  const { data, layout } = statesExplored(searches);
  expect(data).toMatchObject([
    { name: "no crash", x: ["1 ballot", "2 ballots"], y: [6, 1] },
    { name: "one crash", x: ["1 ballot", "2 ballots"], y: [64, 300_000] },
  ]);
  expect(layout.yaxis).toMatchObject({ type: "log" });
});

it("never gives the number of a search that did not finish as if it had", () => {
  const { alt, data } = statesExplored(searches);
  expect(data[1]).toMatchObject({ text: ["64", "> 300,000"], marker: { pattern: { shape: ["", "/"] } } });
  expect(alt).toContain("2 ballots, one crash: more than 300,000 states");
  expect(alt).toContain("2 ballots, no crash: 1 state;");
});
