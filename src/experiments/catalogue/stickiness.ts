import { seconds } from "../../core/index.ts";
import { flappingNode } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { above } from "./refusals.ts";

/**
 * A node that cannot hear, but is heard, takes its leader for dead again and again. Followers who are loyal to a leader
 * that they hear of do not listen to it.
 */
export default experiment({
  name: "stickiness",
  question: "How often does a node with a bad cable depose a leader that lives?",
  parameters: {
    followers: ["loyal", "not loyal"],
    /** In seconds: for so long it hears nothing, then everything for as long, and so on. */
    deaf: [0.5, 1, 2, 4],
  },
  measures: {
    changes: { title: "changes of leader", unit: "per minute" },
    without: { title: "nobody leads", unit: "% of the time" },
    silence: { title: "longest time without an answer", unit: "ms" },
  },
  seeds: 20,
  plot: {
    kind: "lines",
    title: "Loyal followers: fewer changes of leader",
    x: "deaf",
    y: ["changes", "without"],
    xScale: "log",
    words: { deaf: { title: "deaf for so long, and not for as long", unit: "s" } },
  },
  refuses: ({ deaf }) => above(0, "in seconds", { deaf }),
  run({ followers, deaf }, seed) {
    const { changesPerMinute, shareWithoutLeader, longestSilence, problem } = flappingNode.run({
      seed,
      isSticky: followers === "loyal",
      deafFor: seconds(deaf),
      hearsFor: seconds(deaf),
      endsAt: seconds(33),
      trace: "off",
    }).summary;
    if (problem !== null) throw new Error(problem);
    return { changes: changesPerMinute, without: 100 * shareWithoutLeader, silence: longestSilence / 1_000 };
  },
});
