import { describe, expect, it } from "vitest";
import {
  alarms,
  availability,
  batchSize,
  duel,
  leaderCrash,
  pipelineWindow,
  quorumLatency,
  reads,
  reconfiguration,
  sweepHere,
  thrifty,
  wireBytes,
  type PointSummary,
} from "../../src/experiments/index.ts";

/** What arithmetic says beforehand of what the experiments of the catalogue find. */

const means = ({ measures }: PointSummary): Readonly<Record<string, number | null>> =>
  Object.fromEntries(Object.entries(measures).map(([name, { mean }]) => [name, mean?.value ?? null]));

const ratio = (one: PointSummary, other: PointSummary, measure: string): number =>
  other.measures[measure]!.mean!.value / one.measures[measure]!.mean!.value;

describe("as long as the leader has time to spare", () => {
  it("twice the batch is twice the throughput", () => {
    const [one, two, four] = sweepHere(batchSize, {
      seeds: 1,
      set: { batch: [1, 2, 4], message: [5] },
    }).summary;
    expect(ratio(one!, two!, "throughput")).toBeCloseTo(2, 1);
    expect(ratio(two!, four!, "throughput")).toBeCloseTo(2, 1);
    expect(four!.measures.busy.most).toBeLessThan(50);
  });

  it("twice the window is half the latency", () => {
    const [one, two] = sweepHere(pipelineWindow, {
      seeds: 2,
      set: { window: [1, 2], distance: [5] },
    }).summary;
    expect(ratio(one!, two!, "latency")).toBeCloseTo(0.5, 1);
  });
});

it("larger batches get more done until the leader is busy all the time", () => {
  const { summary } = sweepHere(batchSize, { seeds: 1, set: { batch: [1, 4, 16, 64], message: [20] } });
  const throughput = summary.map(({ measures }) => measures.throughput.mean!.value);
  expect(throughput[1]).toBeGreaterThan(throughput[0]!);
  expect(throughput[2]).toBeGreaterThan(throughput[1]!);
  expect(summary[2]!.measures.busy.least).toBeGreaterThan(99);
  expect(throughput[3]! / throughput[2]!).toBeLessThan(1.2);
});

it("a leader ends duels; to begin again at once does not", () => {
  const strategies = ["a leader", "dice without cap", "at once"] as const;
  const { summary } = sweepHere(duel, { seeds: 15, set: { strategy: strategies } });
  const [led, dice, endless] = summary.map(({ measures }) => measures);
  expect(led!.rounds.most).toBe(1);
  expect(led!.time.mean!.high).toBeLessThan(dice!.time.mean!.low!);
  expect(dice!.undecided.most).toBe(0);
  expect(endless!.undecided.least).toBe(100);
  expect(endless!.time.absent).toBe(15);
});

describe("a leader crashes", () => {
  it("nobody is answered until the followers have lost patience", () => {
    const { summary } = sweepHere(leaderCrash, {
      set: { nodes: [3], patience: [100, 400], heartbeat: [25] },
      seeds: 4,
    });
    const [short, long] = summary.map(({ measures: { gap } }) => gap);
    expect(short!.absent + long!.absent).toBe(0);
    // A heartbeat may have come just before the crash or be a whole one old.
    expect(short!.least).toBeGreaterThan(75);
    expect(short!.most).toBeLessThan(300);
    expect(long!.least).toBeGreaterThan(375);
    expect(summary.every(({ measures: { unanswered } }) => unanswered.most === 0)).toBe(true);
  });

  it("then all who waited are answered at once", () => {
    const { summary } = sweepHere(availability, {
      seeds: 3,
      set: { patience: [100], since: [-100, 0, 50, 100, 150, 800] },
    });
    const [before, during, ...after] = summary.map(({ measures: { answers } }) => answers.mean!.value);
    expect(before).toBeCloseTo(400, -2);
    expect(during).toBeLessThan(50);
    expect(Math.max(...after)).toBeGreaterThan(500);
    expect(after.at(-1)).toBeCloseTo(400, -2);
  });
});

it("packets that are shared and compressed are a fraction of those that are neither", () => {
  const { summary } = sweepHere(wireBytes, {
    seeds: 1,
    set: { compression: ["none", "stream"], encoding: ["MessagePack"] },
  });
  const bytes = summary.map(({ measures }) => measures.bytes.mean!.value);
  expect(Math.max(...bytes)).toBe(bytes[0]);
  expect(bytes[3]).toBeLessThan(bytes[0]! / 8);
});

it("a read costs as many messages as its way has arrows", () => {
  const { summary } = sweepHere(reads, { seeds: 2 });
  const messages = summary.map(({ measures }) => Math.round(measures.messages.mean!.value));
  // Through the log: accept, accepted and chosen, and a follower forwards it first; a question and an answer, to the
  // leader or to all others.
  expect(messages).toEqual([12, 13, 0, 2, 8, 8]);
  expect(summary[2]!.measures.latency.most).toBe(0);
});

it("thrift saves half of what phase 2 sends", () => {
  const { summary } = sweepHere(thrifty, { seeds: 1 });
  const [all, , quorum, hit] = summary.map(means);
  // Two accepts and two accepteds less, of the commands that have a slot of their own.
  expect(all!["messages"]! - quorum!["messages"]!).toBeGreaterThan(3);
  expect(hit!["slowest"]).toBeGreaterThan(quorum!["slowest"]!);
});

it("each configuration on the way waits for a window", () => {
  const window = 8;
  const { summary } = sweepHere(reconfiguration, { seeds: 1, set: { crashes: [0], window: [window] } });
  const [direct, joint, single] = summary.map(({ measures }) => measures.slots.mean!.value);
  expect(direct).toBeGreaterThan(window);
  expect(joint).toBeGreaterThan(2 * window);
  expect(joint).toBeLessThan(3 * window);
  expect(single).toBeGreaterThan(6 * window);
});

it("of five nodes, the 60 % rule misses that a quorum is at stake, and tells of its loss too late", () => {
  const [share, distance] = sweepHere(alarms, { seeds: 2, set: { nodes: [5] } }).summary.map(means);
  expect(share).toMatchObject({ falseAlarms: 0, missed: 100 });
  expect(distance).toMatchObject({ falseAlarms: 0, missed: 0 });
  expect(share!["delay"]! - distance!["delay"]!).toBeGreaterThan(400);
});

it("a smaller quorum in phase 2 makes it faster, and phase 1 slower", () => {
  const { summary } = sweepHere(quorumLatency, { set: { phase2: [2, 4], jitter: [20] }, seeds: 60 });
  const [few, many] = summary.map(({ measures }) => measures);
  expect(few!.phase2Time.median!.high).toBeLessThan(many!.phase2Time.median!.low!);
  expect(few!.phase1.median!.low).toBeGreaterThan(many!.phase1.median!.high!);
});
