import { viewChanges } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";

/**
 * One command is executed; then the leader, or whoever is next to lead, crashes, and another command is asked. Counted is
 * what replicas say only because the view changes: in PBFT view-change and new-view messages; in HotStuff new-view messages
 * and what shows a node that it is behind, and the proposal that opens the new view; all up to the moment when the first
 * replica executes the command. What clients say, and what is passed on for them, is not counted.
 */
export default experiment({
  name: "view-change-cost",
  question: "How much is said to replace a leader, as a group that bears lies grows?",
  parameters: {
    protocol: Object.keys(viewChanges) as (keyof typeof viewChanges)[],
    /** n = 3f + 1. */
    nodes: [4, 7, 10, 13, 16, 19, 22, 25, 28, 31],
  },
  measures: {
    messages: { title: "messages of a view change", unit: "messages" },
    kilobytes: { title: "bytes of a view change, Ed25519 signatures", unit: "kB" },
    signatures: { title: "signatures that it carries", unit: "signatures" },
    messagesToCommit: { title: "messages to the first commit", unit: "messages" },
    kilobytesToCommit: { title: "bytes to the first commit", unit: "kB" },
    time: { title: "from the crash to the first commit", unit: "ms" },
  },
  seeds: 5,
  plot: {
    kind: "lines",
    title: "What it takes to replace a leader",
    x: "nodes",
    y: ["messages", "kilobytes"],
    xScale: "log",
    yScale: "log",
    words: { nodes: { title: "nodes, n = 3f + 1" } },
    laws: [
      { title: "n² messages", measure: "messages", factor: 1, power: 2 },
      { title: "4 n messages", measure: "messages", factor: 4, power: 1 },
      { title: "0.19 n³ kB", measure: "kilobytes", factor: 0.19, power: 3 },
      { title: "0.32 n² kB", measure: "kilobytes", factor: 0.32, power: 2 },
      { title: "1.1 n kB", measure: "kilobytes", factor: 1.1, power: 1 },
    ],
  },
  refuses: ({ nodes }) =>
    Number.isInteger(nodes) && nodes >= 4 && nodes % 3 === 1
      ? null
      : `nodes must be 3f + 1 for some whole f from 1 on; got ${nodes}.`,
  run({ protocol, nodes }, seed) {
    const { change, toCommit, time } = viewChanges[protocol]({ replicas: nodes, seed });
    return {
      messages: change.messages,
      kilobytes: change.bytes / 1_000,
      signatures: change.signatures,
      messagesToCommit: toCommit.messages,
      kilobytesToCommit: toCommit.bytes / 1_000,
      time: time / 1_000,
    };
  },
});
