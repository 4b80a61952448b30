import { flexible, nodes, type Ballot, type Execute } from "../../core/index.ts";
import type { Group } from "../byzantine/index.ts";
import type { Decision, Message, View } from "./messages.ts";
import { primaryOf } from "./places.ts";
import type { Pbft } from "./vocabulary.ts";

/** What is watched of a running system, as PBFT shows it: views stand for ballots, and commits are the votes. */
export function pbftMonitoring<S, C, R>(group: Group) {
  type Said = Message<S, C, R>;
  type Timer = Pbft<S, C, R>["timer"];
  const ballotOf = (view: View): Ballot => ({ round: view, node: primaryOf(view, group) });
  return {
    quorums: flexible(nodes(group.nodes), { phase1: group.quorum, phase2: group.quorum }),
    asked: ({ client, sequence }: Execute<C>) => ({ session: client, sequence }),
    settled: (decision: Decision<S, C, R>) =>
      decision.kind === "answered" ? { session: decision.client, sequence: decision.sequence } : null,
    kind: ({ kind }: Said) => kind,
    part,
    // The replicas ask for a view, and its primary answers them: none campaigns for itself.
    campaign: (message: Said) => (message.kind === "new-view" ? ballotOf(message.view) : null),
    leads: (message: Said) =>
      message.kind === "new-view" || message.kind === "pre-prepare" ? ballotOf(message.view) : null,
    // Nobody waits for a request at the primary: it would have to depose itself.
    isFollowersTimer: (timer: Timer) => timer === "view change",
    isRepeat: ({ kind }: Said, timer: Timer) =>
      (timer === "retry" && kind === "request") || (timer === "status" && kind === "view-change"),
    vote: (message: Said) => {
      switch (message.kind) {
        case "view-change":
          return { phase: 1 as const, ballot: ballotOf(message.view), slot: null };
        case "commit":
          return { phase: 2 as const, ballot: ballotOf(message.view), slot: message.sequence - 1 };
        default:
          return null;
      }
    },
    votesSilently: true,
    // Whoever is in a later view says nothing to one in an earlier.
    refusal: () => null,
  };
}

function part({ kind }: Message<unknown, unknown, unknown>): "question" | "answer" | null {
  switch (kind) {
    case "pre-prepare":
      return "question";
    case "prepare":
    case "commit":
      return "answer";
    default:
      return null;
  }
}
