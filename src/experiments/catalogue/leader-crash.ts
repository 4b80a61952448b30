import { milliseconds, seconds } from "../../core/index.ts";
import { leaderCrash } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { above, firstOf, wholeFrom } from "./refusals.ts";

/**
 * A steady load, and the leader dies. Nobody is answered until its followers have lost patience, one of them has
 * been elected, and it has proposed again what may have been chosen before.
 */
export default experiment({
  name: "leader-crash",
  question: "How long does nobody get an answer after the leader of a replicated log has crashed?",
  parameters: {
    nodes: [3, 5],
    /** In milliseconds: how long a silent leader is waited for, and at most as long again. */
    patience: [100, 200, 400],
    /** In milliseconds: how often a leader says that it lives. */
    heartbeat: [25, 50],
  },
  measures: {
    gap: { title: "longest time without an answer", unit: "ms" },
    leaderless: { title: "time without a leader", unit: "ms" },
    unanswered: { title: "unanswered", unit: "commands" },
  },
  seeds: 50,
  plot: {
    kind: "lines",
    title: "A leader crashes: nobody is served",
    x: "patience",
    y: ["gap"],
    words: {
      patience: { title: "patience with a silent leader", unit: "ms" },
      nodes: { title: "", unit: "nodes" },
      heartbeat: { title: "heartbeat every", unit: "ms" },
    },
  },
  refuses: ({ nodes, patience, heartbeat }) =>
    firstOf(
      wholeFrom(3, { nodes }),
      above(0, "in milliseconds", { heartbeat }),
      // Else followers would campaign against a leader that lives.
      patience >= 2 * heartbeat
        ? null
        : `patience must be at least twice the heartbeat; got ${patience} and ${heartbeat}.`,
    ),
  run({ nodes, patience, heartbeat }, seed) {
    const wait = milliseconds(patience);
    // By then somebody leads, even if the first candidates got in each other's way.
    const crashAt = seconds(1) + 3 * wait;
    const { victim, gap, leaderless, asked, answered, problem } = leaderCrash.run({
      seed,
      nodes,
      patience: wait,
      spread: wait,
      heartbeat: milliseconds(heartbeat),
      crashAt,
      restartAt: null,
      endsAt: crashAt + 4 * wait + seconds(1.2),
      trace: "off",
    }).summary;
    if (problem !== null) throw new Error(problem);
    if (victim === null) return { gap: null, leaderless: null, unanswered: asked - answered };
    return { gap: gap / 1_000, leaderless: leaderless / 1_000, unanswered: asked - answered };
  },
});
