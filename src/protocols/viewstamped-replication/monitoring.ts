import { majority, nodes, type Ballot, type Execute } from "../../core/index.ts";
import type { Decision, Message, ViewNumber } from "./messages.ts";
import type { ViewstampedReplication } from "./vocabulary.ts";

/** What is watched of a running system, as Viewstamped Replication shows it: views stand for ballots. */
export function replicationMonitoring<S, C, R>(replicas: number) {
  type Said = Message<S, C, R>;
  type Timer = ViewstampedReplication<S, C, R>["timer"];
  const ballotOf = (view: ViewNumber): Ballot => ({ round: view, node: view % replicas });
  return {
    quorums: majority(nodes(replicas)),
    asked: ({ client, sequence }: Execute<C>) => ({ session: client, sequence }),
    settled: (decision: Decision<S, C, R>) =>
      decision.kind === "answered" ? { session: decision.client, sequence: decision.sequence } : null,
    kind: ({ kind }: Said) => kind,
    part,
    campaign: (message: Said) => (message.kind === "start-view-change" ? ballotOf(message.view) : null),
    leads: (message: Said) => {
      switch (message.kind) {
        case "start-view":
        case "prepare":
        case "commit":
          return ballotOf(message.view);
        default:
          return null;
      }
    },
    // A new primary has cancelled it.
    isFollowersTimer: (timer: Timer) => timer === "view-change",
    isRepeat: ({ kind }: Said, timer: Timer) =>
      timer === "heartbeat" ? kind !== "commit" : timer === "retry" && kind === "request",
    vote: (message: Said) => {
      switch (message.kind) {
        case "do-view-change":
          return { phase: 1 as const, ballot: ballotOf(message.view), slot: null };
        case "prepare-ok":
          return { phase: 2 as const, ballot: ballotOf(message.view), slot: message.opNumber - 1 };
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
    case "prepare":
    case "start-view":
    case "recovery":
    case "get-state":
      return "question";
    case "prepare-ok":
    case "recovery-response":
    case "new-state":
      return "answer";
    default:
      return null;
  }
}
