import { describe, expect, it } from "vitest";
import { milliseconds } from "../../../src/core/index.ts";
import { alarmsOf, dangers, judge, quorumDistance, shareResponsive } from "../../../src/monitoring/index.ts";
import { crash, deliver, send, sketchLens, start, traceOf, type SketchEvent } from "../hand-made.ts";

const ms = milliseconds(1);
const distance = quorumDistance(sketchLens.quorums);
const share = shareResponsive(sketchLens.quorums);

/** Node 0 asks the others every 50 ms from time 0 on; these answer 2 ms later. */
function rounds(count: number, answering: (round: number) => readonly number[]): readonly SketchEvent[] {
  return Array.from({ length: count }, (_, round): readonly SketchEvent[] => [
    ...[1, 2, 3, 4].map((node) => send(50 * round, 0, node, { kind: "ask" })),
    ...answering(round).map((node) => deliver(50 * round + 2, 0, node, { kind: "reply" })),
  ]).flat();
}

const alarms = (...events: readonly SketchEvent[]) =>
  alarmsOf(traceOf(...events), sketchLens, [share, distance]);

it("nodes that do not answer in time are silent, and the alarm ends when one answers again", () => {
  // Two fall silent in round 2 (100 ms), a third in round 5 (250 ms); all are back in round 10.
  const report = alarms(
    ...rounds(12, (round) => (round >= 10 || round < 2 ? [1, 2, 3, 4] : round < 5 ? [1, 2] : [1])),
  );
  const seen = report.alarms.map(({ rule, observer, raisedAt, clearedAt, why, worst }) => {
    return { rule, observer, from: raisedAt / ms, to: clearedAt! / ms, why, worst };
  });
  const over = { observer: 0, why: "the rule is kept again" };
  expect(seen).toEqual([
    { rule: distance.name, from: 250, to: 502, worst: "error", ...over },
    { rule: share.name, from: 400, to: 502, worst: "warn", ...over },
  ]);
  expect(report.alarms[0]?.findings.map(({ at, words }) => [at / ms, words])).toEqual([
    [250, "3 of 5 nodes answer: one more silent, and a quorum is lost"],
    [400, "2 of 5 nodes answer: no quorum, 1 must come back"],
    [502, "3 of 5 nodes answer: one more silent, and a quorum is lost"],
  ]);
});

it("an answer at the last moment is in time", () => {
  const late = (at: number) =>
    alarms(
      ...[1, 2, 3].map((node) => send(0, 0, node, { kind: "ask" })),
      ...[1, 2, 3].map((node) => send(100, 0, node, { kind: "ask" })),
      ...[1, 2, 3].map((node) => deliver(at, 0, node, { kind: "reply" })),
      crash(200, 4),
    ).alarms.length;
  expect([late(150), late(151)]).toEqual([0, 2]);
});

describe("who asks nobody notices nothing", () => {
  it("nor who has stopped asking", () => {
    const report = alarms(...rounds(6, () => []), crash(900, 4));
    expect(report.watches).toEqual([{ observer: 0, from: 0, to: 400 * ms }]);
    expect(report.alarms).toMatchObject([
      { raisedAt: 150 * ms, clearedAt: 400 * ms, why: "it no longer asks" },
      { raisedAt: 150 * ms, clearedAt: 400 * ms, why: "it no longer asks" },
    ]);
  });

  it("nor who has crashed; it begins anew", () => {
    const report = alarms(
      ...rounds(5, () => []),
      crash(220, 0),
      start(230, 0),
      send(240, 0, 1, { kind: "ask" }),
    );
    expect(report.alarms.map(({ clearedAt }) => clearedAt! / ms)).toEqual([220, 220]);
    expect(report.watches).toEqual([
      { observer: 0, from: 0, to: 220 * ms },
      { observer: 0, from: 240 * ms, to: null },
    ]);
  });
});

describe("the truth", () => {
  const cutOff = (at: number, label: string, node: number): SketchEvent => ({
    kind: "partition",
    at: at * ms,
    label,
    groups: [[node], [0, 1, 2, 3, 4].filter((other) => other !== node)],
  });
  const heal = (at: number, label: string): SketchEvent => ({ kind: "heal", at: at * ms, label });

  it("counts who can be talked to both ways", () => {
    const oneWay: SketchEvent = { kind: "cut", at: 300 * ms, label: "deaf", from: [2], to: [0] };
    const trace = traceOf(crash(100, 3), crash(200, 4), oneWay, heal(400, "deaf"), start(500, 4));
    expect(dangers(trace, distance, [0])).toMatchObject([
      {
        observer: 0,
        from: 200 * ms,
        to: 500 * ms,
        findings: [
          { severity: "warn" },
          { severity: "error", at: 300 * ms },
          { severity: "warn", at: 400 * ms },
        ],
      },
    ]);
  });

  it("judges: in time, too late, missed, and false", () => {
    const asked = rounds(12, (round) => (round < 2 ? [1, 2, 3, 4] : round < 5 ? [1, 2] : [1]));
    const faults = [cutOff(95, "a", 3), cutOff(96, "b", 4), cutOff(240, "c", 2)];
    const trace = traceOf(...[...asked, ...faults].toSorted((a, b) => a.at - b.at));
    const report = alarmsOf(trace, sketchLens, [share, distance]);
    const truth = dangers(trace, distance, [0]);
    const delays = [share, distance].map(({ name }) =>
      judge(report, truth, name).detections.map(({ delay }) => delay! / ms),
    );
    expect(delays).toEqual([[304], [154]]);
    expect(judge(report, [], share.name).falseAlarms).toHaveLength(1);
    expect(judge({ ...report, alarms: [] }, truth, share.name).detections).toMatchObject([{ delay: null }]);
  });
});
