import { flexible, milliseconds, nodes, seconds, type Time } from "../../core/index.ts";
import { randomisedBackoff, singleDecree, type SingleDecree } from "../../protocols/single-decree/index.ts";
import { simulate, type Run } from "../../sim/index.ts";
import { experiment } from "../experiment.ts";

/**
 * Flexible Paxos lets one phase do with few acceptors if the other asks many (Howard, Malkhi and Spiegelman, 2016).
 * One proposer, nobody else: what a phase takes is how long the slowest acceptor of its quorum takes.
 */
export default experiment({
  name: "quorum-latency",
  question: "How long does a decision take if phase 2 asks for fewer acceptors, and phase 1 for more?",
  parameters: {
    nodes: [5],
    /** Acceptors in a phase-2 quorum; those of phase 1 are as few as then will do. */
    phase2: [1, 2, 3, 4, 5],
    /** In milliseconds: mean of the random delay that comes upon the 5 ms that every message takes. */
    jitter: [1, 5, 20],
  },
  measures: {
    phase1: { title: "phase 1", unit: "ms" },
    phase2Time: { title: "phase 2", unit: "ms" },
    total: { title: "time to decide", unit: "ms" },
  },
  seeds: 200,
  plot: {
    kind: "lines",
    title: "One phase gains what the other loses",
    x: "phase2",
    y: ["phase1", "phase2Time", "total"],
    words: {
      phase2: { title: "acceptors in a phase-2 quorum" },
      jitter: { title: "jitter", unit: "ms" },
      nodes: { title: "", unit: "nodes" },
    },
  },
  refuses({ nodes, phase2, jitter }) {
    if (!Number.isInteger(nodes) || nodes < 1 || nodes > 100) {
      return `nodes must be a whole number from 1 to 100; got ${nodes}.`;
    }
    if (!Number.isInteger(phase2) || phase2 < 1 || phase2 > nodes) {
      return `phase2 must be a whole number from 1 to the number of nodes, ${nodes}; got ${phase2}.`;
    }
    return jitter >= 0 ? null : `jitter is in milliseconds and not below 0; got ${jitter}.`;
  },
  run({ nodes: count, phase2, jitter }, seed) {
    const acceptors = nodes(count);
    const run = simulate<SingleDecree<string>>({
      protocol: singleDecree({
        quorums: flexible(acceptors, { phase1: count + 1 - phase2, phase2 }),
        learners: [proposer],
        // Long enough that nobody tries again because of a slow message.
        retry: randomisedBackoff({ roundTrip: seconds(10) }),
      }),
      nodes: count,
      seed,
      network: {
        latency: { kind: "exponential", min: milliseconds(5), mean: milliseconds(jitter) },
        loss: 0,
        duplication: 0,
        ordering: "any",
      },
      schedule: [
        { at: 0, action: { kind: "request", node: proposer, request: { kind: "propose", value: "drains" } } },
      ],
    });
    const decidedAt = run.decisions[0]?.at ?? null;
    const phase1 = phase1Of(run);
    if (decidedAt === null || phase1 === null) return { phase1: null, phase2Time: null, total: null };
    return { phase1: phase1 / 1_000, phase2Time: (decidedAt - phase1) / 1_000, total: decidedAt / 1_000 };
  },
});

const proposer = 0;

function phase1Of({ trace }: Run<SingleDecree<string>>): Time | null {
  return trace.events.find((event) => event.kind === "send" && event.message.kind === "accept")?.at ?? null;
}
