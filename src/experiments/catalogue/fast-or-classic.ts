import { milliseconds } from "../../core/index.ts";
import { contention, mostAcceptors, mostProposers, type ContentionOptions } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { firstOf, notBelow, wholeBetween } from "./refusals.ts";

const protocols = {
  classic: { rounds: "classic" },
  "fast, coordinated recovery": { recovery: "coordinated" },
  "fast, uncoordinated recovery": { recovery: "uncoordinated" },
} as const satisfies Readonly<Record<string, Partial<ContentionOptions>>>;

type Protocol = keyof typeof protocols;

/** Proposals at random moments; a message takes 10 ms and a random delay. Nothing is lost and nobody fails. */
export default experiment({
  name: "fast-or-classic",
  question: "How close together may proposals come before Fast Paxos is slower than Paxos?",
  parameters: {
    protocol: Object.keys(protocols) as Protocol[],
    /** In milliseconds: mean time from one proposal to the next. */
    gap: [0.25, 0.5, 1, 2, 4, 8, 16, 32],
    proposers: [3],
    acceptors: [5],
    /** In milliseconds: mean of the delay that comes upon the 10 ms. */
    jitter: [2],
  },
  measures: {
    time: { title: "time to decide", unit: "ms" },
    delays: { title: "message delays", unit: "delays" },
    collided: { title: "fast rounds that collide", unit: "% of runs", isYesOrNo: true },
    messages: { title: "messages", unit: "messages" },
  },
  seeds: 200,
  plot: {
    kind: "lines",
    title: "Fast and classic rounds under contention",
    x: "gap",
    y: ["time", "collided"],
    xScale: "log",
    words: {
      gap: { title: "mean time from one proposal to the next", unit: "ms" },
      jitter: { title: "jitter", unit: "ms" },
    },
  },
  refuses: ({ gap, proposers, acceptors, jitter }) =>
    firstOf(
      wholeBetween(1, mostProposers, { proposers }),
      wholeBetween(1, mostAcceptors, { acceptors }),
      notBelow(0, "in milliseconds", { gap, jitter }),
    ),
  run({ protocol, gap, proposers, acceptors, jitter }, seed) {
    const { timeToDecide, delays, collided, messages } = contention.run({
      seed,
      ...protocols[protocol],
      proposers,
      acceptors,
      gap: milliseconds(gap),
      arrivals: "random",
      jitter: milliseconds(jitter),
    }).summary;
    const time = timeToDecide === null ? null : timeToDecide / 1_000;
    return { time, delays, collided: collided ? 100 : 0, messages };
  },
});
