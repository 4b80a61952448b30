import { milliseconds } from "../../core/index.ts";
import { saturate, throughputDefaults } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { firstOf, notBelow, wholeFrom } from "./refusals.ts";

/**
 * A round of phase 2 and a write to disk cost the same for one command and for many; only asking and answering clients
 * is left for each. So a larger batch gets more done, until nobody waits who could fill it.
 */
export default experiment({
  name: "batch-size",
  question: "How much more does a leader get done if it puts more commands into a slot?",
  parameters: {
    /** Commands that a slot takes at most. */
    batch: [1, 2, 4, 8, 16, 32, 64, 128],
    /** In microseconds: to handle a message; to send one costs half as much. */
    message: [5, 20],
  },
  measures: {
    throughput: { title: "commands answered", unit: "thousands per second" },
    latency: { title: "median latency", unit: "ms" },
    busy: { title: "leader is busy", unit: "% of the time" },
  },
  seeds: 20,
  plot: {
    kind: "lines",
    title: "Larger batches get more done, to a point",
    x: "batch",
    y: ["throughput", "latency", "busy"],
    xScale: "log",
    words: {
      batch: { title: "commands in a slot, at most" },
      message: { title: "to handle a message", unit: "µs" },
    },
  },
  refuses: ({ batch, message }) =>
    firstOf(wholeFrom(1, { batch }), notBelow(0, "in microseconds", { message })),
  run({ batch, message }, seed) {
    const { perSecond, latency, utilisation } = saturate({
      seed,
      batch,
      work: { ...throughputDefaults.work, handle: message, send: message / 2 },
      clients: 200,
      // So few slots at once that the leader is not busy with small ones.
      window: 4,
      warmUp: milliseconds(50),
      length: milliseconds(100),
    });
    return { throughput: perSecond / 1_000, latency: latency.p50 / 1_000, busy: 100 * utilisation };
  },
});
