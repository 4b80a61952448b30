import { ed25519, bearerCalled, bearers } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { firstOf, notBelow, wholeBetween } from "./refusals.ts";
import { remembered } from "./remembered.ts";

/**
 * The same service, the same clients at a machine of their own: what it takes to bear f nodes that crash, and f nodes that
 * lie. Messages, delays and bytes are of a command that has the group for itself; what it gets done at most, it does with
 * many at once in each batch or block. In Multi-Paxos nobody signs anything, clients included.
 */
export default experiment({
  name: "byzantine-cost",
  question: "What does it cost to bear f nodes that lie, beside f nodes that crash?",
  parameters: {
    protocol: bearers.map(({ name }) => name),
    /** So many nodes may be faulty; none is. */
    f: [1, 2, 3, 4],
    /** In microseconds: to check a signature. To make one takes 0.4 times as long, as with Ed25519. */
    check: [ed25519.check],
  },
  measures: {
    nodes: { title: "nodes needed", unit: "nodes" },
    messages: { title: "messages, to and from the client too", unit: "for a command" },
    delays: { title: "from asking to the answer", unit: "message delays" },
    bytes: { title: "on the wire, with headers", unit: "kB for a command" },
    throughput: { title: "commands answered at most", unit: "thousands per second" },
    signatures: { title: "signatures checked", unit: "for a command" },
    latency: { title: "median latency under that load", unit: "ms" },
    messagesUnderLoad: { title: "messages under that load", unit: "for a command" },
  },
  seeds: 20,
  plot: {
    kind: "bars",
    title: "What it costs to bear f faulty nodes",
    x: "f",
    y: ["nodes", "messages", "delays", "bytes", "throughput"],
    words: {
      f: { title: "f: so many nodes may be faulty" },
      check: { title: "to check a signature", unit: "µs" },
    },
  },
  refuses: ({ f, check }) => firstOf(wholeBetween(1, 6, { f }), notBelow(0, "in microseconds", { check })),
  run({ protocol, f, check }, seed) {
    const { replicas, delays, messages, bytes, signaturesChecked } = aloneCosts(protocol, f);
    const signatures = { sign: 0.4 * check, check };
    const { perSecond, latency, messagesPerCommand } = bearerCalled(protocol).loaded({ f, seed, signatures });
    return {
      nodes: replicas,
      messages,
      delays,
      bytes: bytes / 1_000,
      throughput: perSecond / 1_000,
      signatures: signaturesChecked,
      latency: latency.p50 / 1_000,
      messagesUnderLoad: messagesPerCommand,
    };
  },
});

/** A command alone leaves nothing to chance. */
const aloneCosts = remembered((protocol: string, f: number) => bearerCalled(protocol).alone(f));
