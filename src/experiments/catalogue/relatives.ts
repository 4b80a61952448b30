import { contestantCalled, drawOutage, relatives } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { wholeBetween } from "./refusals.ts";
import { remembered } from "./remembered.ts";

/**
 * The same commands, the same crashes at the same moments, the same patience with silent leaders: what it costs each
 * protocol to keep a log in as many nodes as it needs, and what clients notice when f of them crash, a leader among them.
 */
export default experiment({
  name: "relatives",
  question:
    "What does a replicated log cost, by protocol, and how long does it stand still when f nodes crash?",
  parameters: {
    protocol: relatives.map(({ name }) => name),
    /** So many nodes may fail, and do. */
    f: [1, 2],
  },
  measures: {
    gap: { title: "nobody is answered", unit: "ms" },
    delays: { title: "asked at the leader", unit: "message delays" },
    messages: { title: "messages", unit: "for a command" },
    delaysAtFollower: { title: "asked elsewhere", unit: "message delays" },
    bytes: { title: "on the wire, with headers", unit: "bytes for a command" },
    idle: { title: "said when nobody asks", unit: "messages per second" },
    nodes: { title: "nodes needed", unit: "nodes" },
    median: { title: "median latency", unit: "ms" },
    p99: { title: "99 % answered within", unit: "ms" },
    unanswered: { title: "unanswered", unit: "commands" },
    lost: { title: "lost", unit: "commands" },
    doubled: { title: "executed twice", unit: "commands" },
  },
  seeds: 20,
  plot: {
    kind: "bars",
    title: "Relatives: one log, the same crashes",
    x: "protocol",
    y: ["gap", "delays", "messages"],
    words: { f: { title: "nodes that crash" } },
  },
  refuses: ({ f }) => wholeBetween(1, 4, { f }),
  run({ protocol, f }, seed) {
    const contestant = contestantCalled(protocol);
    const { atLeader, atFollower, idleMessages } = costsOf(protocol, f);
    const report = contestant.trial(f, { schedule: drawOutage({ f, seed }), seed, rate: 200 });
    if (report.problem !== null) throw new Error(report.problem);
    return {
      gap: report.gap / 1_000,
      delays: atLeader?.delays ?? null,
      messages: atLeader?.messages ?? null,
      delaysAtFollower: atFollower?.delays ?? null,
      bytes: atLeader?.bytes ?? null,
      idle: idleMessages,
      nodes: contestant.nodesFor(f),
      median: report.latency.p50 / 1_000,
      p99: report.latency.p99 / 1_000,
      unanswered: report.asked - report.answered,
      lost: report.lost,
      doubled: report.doubled,
    };
  },
});

/** When nothing fails and every message takes equally long, nothing is left to chance but who leads. */
const costsOf = remembered((protocol: string, f: number) => contestantCalled(protocol).calm({ f, seed: 1 }));
