import { majoritySize, milliseconds } from "../../core/index.ts";
import type { Judgement } from "../../monitoring/index.ts";
import { shrinkingCluster } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { wholeBetween } from "./refusals.ts";
import { remembered } from "./remembered.ts";

/**
 * Node after node is cut off, and comes back. There is danger as soon as one loss more would stop everything. The rule
 * of thumb knows how many nodes there are, and not how many are needed: it depends on the number whether it cries too
 * early, too late or just in time.
 */
export default experiment({
  name: "alarms",
  question: "Which rule tells in time that a quorum is at stake, and only then?",
  parameters: {
    nodes: [5, 7, 10, 15, 25],
    rule: ["fewer than 60 % answer", "distance from quorum"],
  },
  measures: {
    falseAlarms: { title: "false alarms, two losses before the end", unit: "alarms" },
    missed: { title: "missed, one loss before the end", unit: "% of dangers" },
    delay: { title: "alarm after danger began, if the quorum is lost", unit: "ms" },
  },
  seeds: 20,
  plot: {
    kind: "bars",
    title: "Alarms: too early, too late, or right",
    x: "nodes",
    y: ["falseAlarms", "missed", "delay"],
  },
  refuses: ({ nodes }) => wholeBetween(5, 50, { nodes }),
  run({ nodes, rule }, seed) {
    const judged = (distance: number): Judgement =>
      judgements(nodes, distance, seed).find(({ rule: name }) => name === rule)!;
    const [early, close, late] = [judged(1), judged(0), judged(-1)];
    const missed = close.detections.filter(({ delay }) => delay === null).length;
    const delay = late.detections[0]?.delay ?? null;
    return {
      falseAlarms: early.falseAlarms.length,
      missed: close.detections.length === 0 ? null : (100 * missed) / close.detections.length,
      delay: delay === null ? null : delay / 1_000,
    };
  },
});

/** Of all rules. At the worst, so many nodes more than a majority are left. */
const judgements = remembered((nodes: number, distance: number, seed: number): readonly Judgement[] => {
  const cutOff = nodes - majoritySize(nodes) - distance;
  return shrinkingCluster.run({ seed, nodes, cutOff, every: milliseconds(500), rate: 10 }).summary.judgements;
});
