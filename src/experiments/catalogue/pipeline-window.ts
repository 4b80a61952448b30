import { milliseconds } from "../../core/index.ts";
import { saturate } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { above, firstOf, wholeFrom } from "./refusals.ts";

const [clients, batch] = [64, 4];

/**
 * A window of 1 is one slot after the other: a command waits for the round trips of all that came before. The wider the
 * window, the less it waits, until all commands that clients have are under way. On a fast network the leader is busy
 * sooner; then a wider window only spreads the same commands over more slots, each with less in it.
 */
export default experiment({
  name: "pipeline-window",
  question: "How much sooner is a command answered if more slots are under way at once?",
  parameters: {
    /** Slots that are proposed before the first of them is chosen. */
    window: [1, 2, 4, 8, 16, 32],
    /** In milliseconds: from node to node, one way. */
    distance: [0.5, 5],
  },
  measures: {
    latency: { title: "median latency", unit: "ms" },
    throughput: { title: "commands answered", unit: "thousands per second" },
    busy: { title: "leader is busy", unit: "% of the time" },
  },
  seeds: 20,
  plot: {
    kind: "lines",
    title: "Wider windows: sooner, to a point",
    x: "window",
    y: ["latency", "throughput"],
    xScale: "log",
    yScale: "log",
    words: {
      window: { title: "slots under way at once, at most" },
      distance: { title: "nodes apart by", unit: "ms" },
    },
  },
  refuses: ({ window, distance }) =>
    firstOf(wholeFrom(1, { window }), above(0, "in milliseconds", { distance })),
  run({ window, distance }, seed) {
    const latency = milliseconds(distance);
    // As long as all clients take to be served once and more, one slot after the other.
    const turn = 2 * latency * (clients / batch);
    const {
      perSecond,
      latency: took,
      utilisation,
    } = saturate({
      seed,
      window,
      batch,
      clients,
      latency,
      jitter: latency / 5,
      warmUp: 2 * turn,
      length: 3 * turn,
    });
    return { latency: took.p50 / 1_000, throughput: perSecond / 1_000, busy: 100 * utilisation };
  },
});
