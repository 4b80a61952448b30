import type { NodeId, QuorumSystem } from "../../core/index.ts";
import type { Decision, Message, Propose } from "./messages.ts";

/**
 * What is watched of a running system, as single-decree Paxos shows it: each node has one proposal, which has failed
 * when the node learns that another value is chosen. Nobody leads for longer than a ballot lasts.
 */
export function singleDecreeMonitoring<V>(quorums: QuorumSystem) {
  type Said = Message<V>;
  return {
    quorums,
    asked: ({ value }: Propose<V>, node: NodeId) => ({ session: node, sequence: 0, value }),
    settled: ({ value }: Decision<V>, node: NodeId) => ({ session: node, sequence: 0, value }),
    kind: ({ kind }: Said) => kind,
    part,
    campaign: (message: Said) => (message.kind === "prepare" ? message.ballot : null),
    leads: () => null,
    isFollowersTimer: () => false,
    // When a timer rings here, a new ballot begins.
    isRepeat: () => false,
    vote,
    votesSilently: false,
    refusal: (message: Said) => (message.kind === "nack" ? message : null),
  };
}

function part({ kind }: Message<unknown>): "question" | "answer" | null {
  switch (kind) {
    case "prepare":
    case "accept":
      return "question";
    case "promise":
    case "accepted":
    case "nack":
      return "answer";
    case "chosen":
      return null;
  }
}

function vote({ kind, ballot }: Message<unknown>) {
  if (kind === "promise") return { phase: 1 as const, ballot, slot: null };
  return kind === "accepted" ? { phase: 2 as const, ballot, slot: null } : null;
}
