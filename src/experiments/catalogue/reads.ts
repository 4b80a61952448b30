import { reading } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { wholeFrom } from "./refusals.ts";

/**
 * A read through the log is as sure and as dear as a write. A leader with a lease answers from its own copy; any node may
 * ask a quorum how far the log reaches, and answer from its own.
 */
export default experiment({
  name: "reads",
  question: "What does a read cost, through the log, by a leader's lease or by a quorum?",
  parameters: {
    by: ["log", "lease", "quorum"],
    /** Which node people ask. */
    at: ["leader", "follower"],
    nodes: [5],
  },
  measures: {
    latency: { title: "median latency", unit: "ms" },
    slow: { title: "99 % answered within", unit: "ms" },
    messages: { title: "messages, without heartbeats", unit: "for a read" },
  },
  seeds: 20,
  plot: {
    kind: "bars",
    title: "What a read costs",
    x: "by",
    y: ["latency", "messages"],
    words: { by: { title: "reads go by" }, at: { title: "asked of the" } },
  },
  refuses: ({ nodes }) => wholeFrom(2, { nodes }),
  run({ by, at, nodes }, seed) {
    const { latency, messagesPerRead, answered, problem } = reading.run({
      seed,
      by,
      at,
      nodes,
      trace: "off",
    }).summary;
    if (problem !== null) throw new Error(problem);
    if (answered === 0) return { latency: null, slow: null, messages: null };
    return { latency: latency.p50 / 1_000, slow: latency.p99 / 1_000, messages: messagesPerRead };
  },
});
