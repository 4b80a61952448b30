import { milliseconds } from "../../core/index.ts";
import { contention, mostAcceptors, mostProposers } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { firstOf, notBelow, wholeBetween } from "./refusals.ts";

/** Proposals at random moments, straight to the acceptors; a message takes 10 ms and a random delay. */
export default experiment({
  name: "collisions",
  question:
    "How often does a fast round collide, by the time between proposals and the jitter of the network?",
  parameters: {
    /** In milliseconds: mean time from one proposal to the next. */
    gap: [0.5, 1, 2, 4, 8, 16],
    /** In milliseconds: mean of the delay that comes upon the 10 ms. */
    jitter: [0.5, 1, 2, 4, 8],
    proposers: [2],
    acceptors: [5],
  },
  measures: {
    collided: { title: "fast rounds that collide", unit: "% of runs", isYesOrNo: true },
    most: { title: "votes for the favourite", unit: "votes" },
  },
  seeds: 200,
  plot: {
    kind: "lines",
    title: "Fast rounds that collide",
    x: "gap",
    y: ["collided"],
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
  run({ gap, jitter, proposers, acceptors }, seed) {
    const { collided, votes } = contention.run({
      seed,
      proposers,
      acceptors,
      gap: milliseconds(gap),
      arrivals: "random",
      jitter: milliseconds(jitter),
    }).summary;
    return { collided: collided ? 100 : 0, most: Math.max(...Object.values(votes)) };
  },
});
