import { describe, expect, it, test } from "vitest";
import { formatDuration } from "../../../src/core/index.ts";
import { distributionOf } from "../../../src/monitoring/index.ts";
import {
  alarmTimeline,
  availability,
  latencyHistogram,
  latencyPercentiles,
  type PlotlyFigure,
} from "../../../src/figures/index.ts";
import { leaderCrash, shrinkingCluster } from "../../../src/scenarios/index.ts";

const { metrics, gap } = leaderCrash.run({ seed: 1, trace: "off" }).summary;
const { alarms, dangers, until, judgements, leader } = shrinkingCluster.run({ seed: 1 }).summary;
const rules = judgements.map(({ rule }) => rule);
const { timeToDecide } = metrics.proposals;

const gallery: readonly (readonly [string, PlotlyFigure])[] = [
  ["latencyHistogram", latencyHistogram(timeToDecide)],
  ["latencyPercentiles", latencyPercentiles({ "a crash": timeToDecide })],
  ["availability", availability(metrics)],
  ["alarmTimeline", alarmTimeline(alarms, dangers, until, rules)],
];

describe.each(gallery)("%s", (_, figure) => {
  test("has data, a title, titled axes and words for those who cannot see it", () => {
    expect(figure.data.length).toBeGreaterThan(0);
    expect(figure.layout.title).toMatchObject({ text: figure.title });
    expect(figure.layout.xaxis?.title).toMatchObject({ text: expect.stringMatching(/./) });
    expect(figure.alt.length).toBeGreaterThan(40);
  });

  test("is plain data, with no background of its own", () => {
    expect(structuredClone({ ...figure })).toEqual({ ...figure });
    expect(figure.layout.paper_bgcolor).toBe("rgba(0, 0, 0, 0)");
  });
});

type Series = {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly base: readonly number[];
};
const series = (figure: PlotlyFigure) => figure.data as unknown as readonly Series[];
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

it("every command is in the histogram, in bars that touch", () => {
  const [bars] = series(latencyHistogram(timeToDecide));
  expect(sum(bars!.y)).toBe(timeToDecide.count);
  const marks = latencyHistogram(timeToDecide).layout.annotations?.map(({ text }) => text);
  expect(marks).toMatchObject([/^p50 /, /^p90 /, /^p99 /].map((pattern) => expect.stringMatching(pattern)));
});

it("percentiles: nine in ten are drawn at ten, and the slowest at one in as many as there are", () => {
  const [curve] = series(
    latencyPercentiles({ ten: distributionOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => n * 100)) }),
  );
  expect(curve?.x.map((x) => Math.round(x * 100) / 100)).toEqual([
    1, 1.11, 1.25, 1.43, 1.67, 2, 2.5, 3.33, 5, 10, 10,
  ]);
  expect(curve?.y.at(-1)).toBeCloseTo(1_000, -1);
});

it("latency: of nothing there is nothing to draw, and it says so", () => {
  expect(() => latencyHistogram(distributionOf([]))).toThrow("the distribution is empty");
  expect(() => latencyPercentiles({ idle: distributionOf([]) })).toThrow('"idle" is empty');
  expect(() => latencyPercentiles({})).toThrow("at least one named distribution");
});

it("availability shades the gap and measures it, and marks who crashed and who followed", () => {
  const names = ["Bandra", "Kurla", "Andheri", "Dadar", "Colaba"];
  const figure = availability(metrics, { names });
  const words = figure.layout.annotations?.map(({ text }) => text);
  const [old, next] = metrics.leaders.reigns.map(({ node }) => names[node]);
  expect(words?.slice(0, 4)).toEqual([
    `no answer for ${formatDuration(gap)}`,
    `${old} leads`,
    `${old} crashes`,
    `${next} leads`,
  ]);
  const [line] = series(figure);
  expect(sum(line!.y) * 0.05).toBeCloseTo(metrics.proposals.succeeded);
});

it("availability without a gap shades nothing", () => {
  const quiet = { ...metrics, answers: { ...metrics.answers, longestSilence: { from: 0, to: 50_000 } } };
  expect(availability(quiet).layout.shapes?.filter(({ type }) => type === "rect")).toEqual([]);
});

it("alarms: lanes of one node, the danger before the alarm, and when it asked at all", () => {
  const figure = alarmTimeline(alarms, dangers, until, rules, { observers: [leader!] });
  expect(figure.layout.yaxis?.categoryarray).toHaveLength(4);
  const first = (name: RegExp) => Math.min(...series(figure).find((bars) => name.test(bars.name))!.base);
  expect(first(/next loss/)).toBe(3);
  expect(first(/no quorum$/)).toBe(4);
  expect(first(/^alarm$/)).toBeGreaterThan(3);
  expect(first(/^asks/)).toBeLessThan(1);
});
