import { seconds } from "../../core/index.ts";
import { leaderCrash } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { wholeFrom } from "./refusals.ts";

/**
 * A leader that sends its proposals to just enough nodes saves messages while all is well. The others hear only from
 * heartbeats what was chosen, and their clients wait for that. When one of those it has picked dies, what was sent to it
 * waits until the leader tries the others.
 */
export default experiment({
  name: "thrifty",
  question:
    "What does it save to send proposals to just enough nodes, and what does it cost when one of them dies?",
  parameters: {
    proposals: ["to all", "to a quorum"],
    crashes: ["nobody", "follower"],
    nodes: [5],
  },
  measures: {
    messages: { title: "messages, with heartbeats", unit: "for a command" },
    typical: { title: "median latency", unit: "ms" },
    slowest: { title: "slowest answer", unit: "ms" },
  },
  seeds: 20,
  plot: {
    kind: "bars",
    title: "Thrift saves messages and costs patience",
    x: "proposals",
    y: ["messages", "typical", "slowest"],
    words: { proposals: { title: "the leader sends proposals" }, crashes: { title: "crash of" } },
  },
  refuses: ({ nodes }) => wholeFrom(3, { nodes }),
  run({ proposals, crashes, nodes }, seed) {
    const { metrics, answered, problem } = leaderCrash.run({
      seed,
      nodes,
      isThrifty: proposals === "to a quorum",
      crashes,
      crashAt: seconds(1.5),
      restartAt: null,
      endsAt: seconds(3),
      trace: "off",
    }).summary;
    if (problem !== null) throw new Error(problem);
    const { kinds } = metrics.messages;
    const { p50, max } = metrics.proposals.timeToDecide;
    const sent = Object.values(kinds).reduce((sum, { sent }) => sum + sent, 0);
    return { messages: sent / answered, typical: p50 / 1_000, slowest: max / 1_000 };
  },
});
