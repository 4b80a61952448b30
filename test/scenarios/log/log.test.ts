import { describe, expect, it } from "vitest";
import { milliseconds, seconds } from "../../../src/core/index.ts";
import { flappingNode, leaderCrash, shrinkingCluster } from "../../../src/scenarios/index.ts";

const ms = milliseconds(1);

describe("a leader crashes", () => {
  const summaries = [1, 2, 3, 4, 5].map((seed) => leaderCrash.run({ seed, trace: "off" }).summary);

  it("nobody is served until another one leads; nothing is lost, nothing done twice", () => {
    for (const { victim, gap, leaderless, asked, answered, executed, problem, metrics } of summaries) {
      expect(problem).toBeNull();
      expect([asked, answered, executed]).toEqual([1_600, 1_600, 1_600]);
      const [first, second] = metrics.leaders.reigns;
      expect(first).toMatchObject({ node: victim, ended: "crashed", to: seconds(2) });
      expect(second?.node).not.toBe(victim);
      expect(leaderless).toBe(second!.from - first!.to!);
      // It takes the rest of the followers' patience, a moment of the span, and a round of phase 1 and 2.
      expect(gap).toBeGreaterThan(150 * ms);
      expect(gap).toBeLessThan(460 * ms);
      expect(Math.abs(gap - leaderless)).toBeLessThan(30 * ms);
    }
  });

  it("the node that comes back changes nothing: no other leader from then on", () => {
    const { restartAt } = leaderCrash.defaults;
    for (const { metrics } of summaries) {
      expect(metrics.leaders.reigns.filter(({ from }) => from >= restartAt!)).toEqual([]);
    }
  });

  it("more patience, a longer gap", () => {
    const { gap } = leaderCrash.run({ seed: 1, patience: 600 * ms, trace: "off" }).summary;
    expect(gap).toBeGreaterThan(550 * ms);
  });

  it("the same seed gives the same run, with its trace or without", () => {
    expect(leaderCrash.run({ seed: 1 }).summary).toEqual(summaries[0]);
  });

  it("says which times make no sense", () => {
    expect(() => leaderCrash.run({ crashAt: seconds(3), restartAt: seconds(2) })).toThrow(
      "restartAt after crashAt",
    );
  });
});

it("a node with a bad cable deposes leader after leader, unless the others are loyal", () => {
  const rates = (isSticky: boolean) =>
    [1, 2].map((seed) => {
      const { summary } = flappingNode.run({ seed, isSticky, endsAt: seconds(32), trace: "off" });
      expect(summary.problem).toBeNull();
      expect(summary.answered).toBe(summary.asked);
      return summary.changesPerMinute;
    });
  expect(Math.max(...rates(true)) * 1.8).toBeLessThan(Math.min(...rates(false)));
});

describe("node after node is cut off", () => {
  it("of five: the distance from a quorum warns before anything is lost, the 60 % rule a loss too late", () => {
    const { judgements } = shrinkingCluster.run({ seed: 1 }).summary;
    const [share, distance] = judgements.map(({ detections }) => detections[0]?.delay ?? null);
    expect(distance).toBeLessThan(250 * ms);
    expect(share).toBeGreaterThan(1_000 * ms);
  });

  it("of 25: at 14 the 60 % rule cries wolf", () => {
    const { judgements } = shrinkingCluster.run({
      seed: 1,
      nodes: 25,
      cutOff: 11,
      rate: 10,
      every: 400 * ms,
    }).summary;
    expect(judgements.map(({ falseAlarms }) => falseAlarms.length > 0)).toEqual([true, false]);
  });

  it("with phase-2 quorums of 3 in 10, a leader of whom 6 have gone goes on, whatever the 60 % rule says", () => {
    const { judgements, metrics } = shrinkingCluster.run({
      nodes: 10,
      quorums: { phase1: 8, phase2: 3 },
      cutOff: 6,
      every: 400 * ms,
      phases: "phase 2",
    }).summary;
    expect(judgements.map(({ falseAlarms }) => falseAlarms.length > 0)).toEqual([true, false]);
    expect(metrics.proposals.succeeded).toBe(metrics.proposals.asked);
  });
});
