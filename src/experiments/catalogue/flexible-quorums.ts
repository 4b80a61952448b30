import { milliseconds, seconds } from "../../core/index.ts";
import { leaderCrash, type LeaderCrashSummary } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { firstOf, notBelow, wholeBetween } from "./refusals.ts";

const nodes = 5;
const crashAt = seconds(1.8);
/** So long after the crash, the node is back. */
const away = seconds(1);

/**
 * A small phase-2 quorum need not wait for slow nodes. But then a new leader needs more promises, at the worst those of
 * all; and a large one needs those of whom a crash has taken. (Howard, Malkhi and Spiegelman, *Flexible Paxos*, 2016.)
 */
export default experiment({
  name: "flexible-quorums",
  question: "What do small phase-2 quorums gain as long as a leader lives, and cost when it dies?",
  parameters: {
    /** Of 5 nodes; phase 1 takes as many as then will do. */
    phase2: [1, 2, 3, 4, 5],
    /** In milliseconds: mean of the random delay that comes upon the 2 ms that every message takes. */
    jitter: [1, 5, 15],
  },
  measures: {
    typical: { title: "median latency, no crash", unit: "ms" },
    slow: { title: "99 % answered within, no crash", unit: "ms" },
    gap: { title: "nobody is answered if the leader is away for 1 s", unit: "ms" },
  },
  seeds: 20,
  plot: {
    kind: "lines",
    title: "Phase-2 quorums: fast, or robust",
    x: "phase2",
    y: ["typical", "slow", "gap"],
    words: {
      phase2: { title: "nodes in a phase-2 quorum" },
      jitter: { title: "jitter", unit: "ms" },
    },
  },
  refuses: ({ phase2, jitter }) =>
    firstOf(wholeBetween(1, nodes, { phase2 }), notBelow(0, "in milliseconds", { jitter })),
  run({ phase2, jitter }, seed) {
    const run = (crashes: "leader" | "nobody"): LeaderCrashSummary => {
      const { summary } = leaderCrash.run({
        seed,
        nodes,
        quorums: { phase1: nodes + 1 - phase2, phase2 },
        latency: { kind: "exponential", min: milliseconds(2), mean: milliseconds(jitter) },
        rate: 200,
        crashes,
        crashAt,
        restartAt: crashAt + away,
        endsAt: crashAt + away + seconds(2),
        trace: "off",
      });
      if (summary.problem !== null) throw new Error(summary.problem);
      return summary;
    };
    const { p50, p99 } = run("nobody").metrics.proposals.timeToDecide;
    const { victim, gap } = run("leader");
    return { typical: p50 / 1_000, slow: p99 / 1_000, gap: victim === null ? null : gap / 1_000 };
  },
});
