import { describe, expect, test } from "vitest";
import {
  ballotTimeline,
  decisionsOverTime,
  messagesByKind,
  messagesOverTime,
  quorumIntersection,
  statesExplored,
  timeToDecide,
  votesByWard,
  type PlotlyFigure,
} from "../../../src/figures/index.ts";
import { calm, corporation, fiveNames, drains, propose, story, troubled, wardOf } from "../support/runs.ts";

const many = Array.from(
  { length: 60 },
  (_, seed) => story({ names: fiveNames, seed, schedule: [propose(0, drains)] }).trace,
);
const bmc = corporation().trace;

const gallery: readonly (readonly [string, PlotlyFigure])[] = [
  ["messagesByKind", messagesByKind(troubled().trace)],
  ["messagesOverTime", messagesOverTime(bmc)],
  ["timeToDecide", timeToDecide(many)],
  ["timeToDecide of several sets", timeToDecide({ "five nodes": many, "three nodes": [calm().trace] })],
  ["decisionsOverTime", decisionsOverTime(bmc)],
  ["votesByWard", votesByWard(bmc, { groupBy: (node) => wardOf(node) })],
  ["quorumIntersection", quorumIntersection(5)],
  ["statesExplored", statesExplored([{ group: "1 ballot", series: "no crash", states: 6, isAll: true }])],
  ["ballotTimeline", ballotTimeline(troubled().trace)],
];

describe.each(gallery)("%s", (_, figure) => {
  test("has data, a title, titled axes and words for those who cannot see it", () => {
    expect(figure.data.length).toBeGreaterThan(0);
    expect(figure.title).not.toBe("");
    expect(figure.alt.length).toBeGreaterThan(40);
    expect(figure.layout.title).toMatchObject({ text: figure.title });
    expect(figure.layout.xaxis?.title).toMatchObject({ text: expect.stringMatching(/./) });
  });

  test("is plain data, with no background of its own", () => {
    expect(structuredClone({ ...figure })).toEqual({ ...figure });
    expect(figure.layout.paper_bgcolor).toBe("rgba(0, 0, 0, 0)");
    expect(figure.layout.template).toBeDefined();
  });
});

type Bar = { readonly name: string; readonly x: readonly number[]; readonly y: readonly number[] };
const bars = (figure: PlotlyFigure) => figure.data as unknown as readonly Bar[];
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test("messages by kind add up to the messages sent", () => {
  const { trace } = troubled();
  const sent = trace.events.filter(({ kind }) => kind === "send").length;
  expect(sum(bars(messagesByKind(trace)).flatMap(({ x }) => x))).toBe(sent);
  expect(sum(bars(messagesOverTime(trace)).flatMap(({ y }) => y))).toBe(sent);
});

test("time to decide: every run is in the histogram, percentiles are those of the list", () => {
  const durations = Array.from({ length: 100 }, (_, index) => (index + 1) * 1_000);
  const figure = timeToDecide([...durations, null]);
  expect(sum(bars(figure)[0]?.y ?? [])).toBe(100);
  expect(figure.layout.annotations?.map(({ text }) => text)).toEqual(["p50 50 ms", "p90 90 ms", "p99 99 ms"]);
  expect(figure.title).toBe("Time to the first decision in 100 runs (1 more never decided)");
});

test("time to decide: curves of sets with undecided runs do not reach the top", () => {
  const [curve] = bars(timeToDecide({ "a duel": [1_000, 2_000, null, null] }));
  expect(curve?.y).toEqual([0, 0.25, 0.5]);
});

test("time to decide: runs that never decided cannot be drawn, and it says so", () => {
  expect(() => timeToDecide([null, null])).toThrow("none of the runs (2) decided");
});

test("decisions over time end at the number of nodes that decided", () => {
  const deciders = new Set(bmc.events.flatMap((event) => (event.kind === "decide" ? [event.node] : [])));
  expect(bars(decisionsOverTime(bmc))[0]?.y.at(-1)).toBe(deciders.size);
  expect(decisionsOverTime(bmc).layout.annotations?.[0]?.text).toBe("quorum: 114 of 227");
  expect(decisionsOverTime(bmc, { quorum: null }).layout.shapes).toEqual([]);
});

test("votes by ward count every node once", () => {
  const figure = votesByWard(bmc, { groupBy: (node) => wardOf(node) });
  expect(sum(bars(figure).flatMap(({ y }) => y))).toBe(227);
  expect(bars(figure).map(({ name }) => name)).toEqual([drains, "nothing"]);
});

test("two quorums share what their sizes have over the number of acceptors", () => {
  const [map] = quorumIntersection(5).data as unknown as readonly {
    readonly z: readonly (readonly number[])[];
  }[];
  expect(map?.z[2]?.[2]).toBe(1);
  expect(map?.z[0]?.[3]).toBe(0);
  expect(map?.z[4]?.[4]).toBe(5);
  expect(() => quorumIntersection(0)).toThrow("draws 1 to 300 acceptors; got 0");
});

test("a ballot's second phase follows its first", () => {
  const [first, second] = bars(ballotTimeline(calm().trace));
  expect(first?.y).toEqual(["1.0 Bandra"]);
  expect(second?.y).toEqual(["1.0 Bandra"]);
});
