import { majority, nodes, type Ballot, type Execute, type NodeId } from "../../core/index.ts";
import type { Decision, Message } from "./messages.ts";
import type { Zab } from "./vocabulary.ts";

/**
 * What is watched of a running system, as Zab shows it: epochs stand for ballots. A message of an epoch does not name its
 * leader, so the ballot's node is 0: in an epoch there is one leader at most.
 */
export function zabMonitoring<S, C, R>(processes: number) {
  type Said = Message<S, C, R>;
  type Timer = Zab<S, C, R>["timer"];
  const ballotOf = (epoch: number, node: NodeId = 0): Ballot => ({ round: epoch, node });
  return {
    quorums: majority(nodes(processes)),
    asked: ({ client, sequence }: Execute<C>) => ({ session: client, sequence }),
    settled: (decision: Decision<S, C, R>) =>
      decision.kind === "answered" ? { session: decision.client, sequence: decision.sequence } : null,
    kind: ({ kind }: Said) => kind,
    part,
    campaign: (message: Said) => (message.kind === "newepoch" ? ballotOf(message.epoch) : null),
    // Before a quorum has synchronised it leads nothing.
    leads: (message: Said) =>
      message.kind === "commit-ld" || message.kind === "propose" || message.kind === "commit"
        ? ballotOf(message.epoch)
        : null,
    // An established leader has cancelled it.
    isFollowersTimer: (timer: Timer) => timer === "election",
    isRepeat: ({ kind }: Said, timer: Timer) =>
      timer === "heartbeat" ? kind !== "ping" : timer === "retry" && kind === "request",
    vote: (message: Said) => {
      switch (message.kind) {
        case "ack-e":
          return { phase: 1 as const, ballot: ballotOf(message.epoch), slot: null };
        case "ack":
          return { phase: 2 as const, ballot: ballotOf(message.epoch), slot: message.zxid.counter };
        default:
          return null;
      }
    },
    votesSilently: true,
    refusal: () => null,
  };
}

function part({ kind }: Message<unknown, unknown, unknown>): "question" | "answer" | null {
  switch (kind) {
    case "cepoch":
    case "newepoch":
    case "newleader":
    case "propose":
    case "ping":
      return "question";
    case "ack-e":
    case "ack-ld":
    case "ack":
    case "pong":
      return "answer";
    default:
      return null;
  }
}
