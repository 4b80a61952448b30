import type { Ballot, QuorumSystem } from "../../core/index.ts";
import type { Decision, Message, Request } from "./messages.ts";
import type { Raft } from "./vocabulary.ts";

/**
 * What is watched of a running system, as Raft shows it: terms as the ballots of those who lead them, votes as phase 1 and
 * matched entries as phase 2, at slots that count from 0.
 */
export function raftMonitoring<S, C, R>(quorums: QuorumSystem) {
  type Said = Message<S, C, R>;
  type Timer = Raft<S, C, R>["timer"];
  return {
    quorums,
    asked: (request: Request<C>) =>
      request.kind === "execute" ? { session: request.client, sequence: request.sequence } : null,
    settled: (decision: Decision<S, C, R>) =>
      decision.kind === "answered" ? { session: decision.client, sequence: decision.sequence } : null,
    kind: ({ kind }: Said) => kind,
    part,
    campaign: (message: Said) =>
      message.kind === "request-vote" ? { round: message.term, node: message.candidateId } : null,
    leads: (message: Said): Ballot | null =>
      message.kind === "append-entries" || message.kind === "install-snapshot"
        ? { round: message.term, node: message.leaderId }
        : null,
    // A leader has cancelled it; whoever steps down sets it again.
    isFollowersTimer: (timer: Timer) => timer === "election",
    isRepeat: (message: Said, timer: Timer) =>
      timer === "heartbeat"
        ? message.kind === "install-snapshot" ||
          (message.kind === "append-entries" && message.entries.length > 0)
        : timer === "retry" && message.kind === "forward",
    vote,
    votesSilently: true,
    // A server that does not vote says so, but not what stands in the way: it may be the candidate's log.
    refusal: () => null,
  };
}

function part({ kind }: Message<unknown, unknown, unknown>): "question" | "answer" | null {
  switch (kind) {
    case "request-vote":
    case "append-entries":
    case "install-snapshot":
      return "question";
    case "request-vote-reply":
    case "append-entries-reply":
    case "install-snapshot-reply":
      return "answer";
    case "forward":
    case "reconfigure":
      return null;
  }
}

function vote(message: Message<unknown, unknown, unknown>) {
  if (message.kind === "request-vote-reply") {
    const { term: round, candidateId: node } = message;
    return message.voteGranted ? { phase: 1 as const, ballot: { round, node }, slot: null } : null;
  }
  if (message.kind !== "append-entries-reply" || message.outcome.kind !== "matched") return null;
  const { term: round, leaderId: node, outcome } = message;
  const slot = outcome.matchIndex - 1;
  return slot < 0 ? null : { phase: 2 as const, ballot: { round, node }, slot };
}
