import { movingMembers } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { firstOf, wholeBetween, wholeFrom } from "./refusals.ts";

/**
 * Three nodes hand a log over to three others. Each configuration on the way waits for a window of slots; while it lasts,
 * its own quorums are needed, so a longer way has more of them to lose.
 */
export default experiment({
  name: "reconfiguration",
  question: "How long does it take to replace all members, and how many nodes may die meanwhile?",
  parameters: {
    way: ["directly", "jointly", "one by one"],
    /** Of the six nodes, old and new: they die as soon as the first change is in the log. */
    crashes: [0, 1, 2],
    window: [16],
  },
  measures: {
    slots: { title: "slots from asking to done", unit: "slots" },
    time: { title: "time from asking to done", unit: "ms" },
    survived: { title: "moves that succeed, and all are answered", unit: "% of runs", isYesOrNo: true },
  },
  seeds: 60,
  plot: {
    kind: "bars",
    title: "Three members replaced by three others",
    x: "way",
    y: ["slots", "time", "survived"],
    words: { crashes: { title: "", unit: "of 6 nodes die" } },
  },
  refuses: ({ crashes, window }) => firstOf(wholeBetween(0, 6, { crashes }), wholeFrom(1, { window })),
  run({ way, crashes, window }, seed) {
    const { took, slots, survived, problem } = movingMembers.run({
      seed,
      way,
      crashes,
      window,
      trace: "off",
    }).summary;
    if (problem !== null) throw new Error(problem);
    return { slots, time: took === null ? null : took / 1_000, survived: survived ? 100 : 0 };
  },
});
