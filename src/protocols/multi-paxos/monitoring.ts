import type { QuorumSystem } from "../../core/index.ts";
import type { Decision, Message } from "./messages.ts";
import type { Reconfigure } from "./values.ts";
import type { MultiPaxos } from "./vocabulary.ts";

/** A client asks for its command of this number. */
interface Asked {
  readonly client: number;
  readonly sequence: number;
}

/** What is watched of a running system, as Multi-Paxos shows it. */
export function multiPaxosMonitoring<S, C, R>(quorums: QuorumSystem) {
  type Said = Message<S, C, R>;
  type Timer = MultiPaxos<S, C, R>["timer"];
  return {
    quorums,
    asked: (request: Asked | Reconfigure) =>
      "client" in request ? { session: request.client, sequence: request.sequence } : null,
    // Whatever names a client answers it.
    settled: (decision: Decision<S, C, R>) =>
      "client" in decision ? { session: decision.client, sequence: decision.sequence } : null,
    kind: ({ kind }: Said) => kind,
    part,
    campaign: (message: Said) => (message.kind === "prepare" ? message.ballot : null),
    leads: (message: Said) =>
      message.kind === "heartbeat" || message.kind === "accept" ? message.ballot : null,
    // A leader has cancelled it; whoever steps down or follows another sets it again.
    isFollowersTimer: (timer: Timer) => timer === "election",
    isRepeat: ({ kind }: Said, timer: Timer) =>
      timer === "heartbeat"
        ? kind === "accept" || kind === "prepare"
        : timer === "retry" && kind === "forward",
    vote,
    votesSilently: true,
    refusal: (message: Said) => (message.kind === "nack" ? message : null),
  };
}

function part({ kind }: Message<unknown, unknown, unknown>): "question" | "answer" | null {
  switch (kind) {
    case "heartbeat":
    case "prepare":
    case "accept":
      return "question";
    case "alive":
    case "promise":
    case "accepted":
    case "nack":
      return "answer";
    default:
      return null;
  }
}

function vote(message: Message<unknown, unknown, unknown>) {
  if (message.kind === "promise") return { phase: 1 as const, ballot: message.ballot, slot: null };
  return message.kind === "accepted"
    ? { phase: 2 as const, ballot: message.ballot, slot: message.slot }
    : null;
}
