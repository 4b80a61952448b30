import { flexible, nodes, type Ballot, type Execute } from "../../core/index.ts";
import type { Group } from "../byzantine/index.ts";
import type { View } from "./blocks.ts";
import type { Decision, Message } from "./messages.ts";

/**
 * What is watched of a running system, as Chained HotStuff shows it: views stand for ballots. That leaders change with every
 * view is how it should be, and none of them campaigns.
 *
 * @param tenure - as configured: how many views a leader has.
 */
export function hotStuffMonitoring<C, R>(group: Group, tenure = 1) {
  type Said = Message<C, R>;
  const ballotOf = (view: View): Ballot => ({ round: view, node: Math.floor(view / tenure) % group.nodes });
  return {
    quorums: flexible(nodes(group.nodes), { phase1: group.quorum, phase2: group.quorum }),
    asked: ({ client, sequence }: Execute<C>) => ({ session: client, sequence }),
    settled: (decision: Decision<C, R>) =>
      decision.kind === "answered" ? { session: decision.client, sequence: decision.sequence } : null,
    kind: ({ kind }: Said) => kind,
    part,
    campaign: () => null,
    leads: (message: Said) => (message.kind === "generic" ? ballotOf(message.block.view) : null),
    // Leaders, too, wait for a view to come to something.
    isFollowersTimer: () => false,
    isRepeat: ({ kind }: Said, timer: "view" | "retry") => timer === "retry" || kind === "forward",
    vote: (message: Said) => {
      switch (message.kind) {
        case "new-view":
          return { phase: 1 as const, ballot: ballotOf(message.view), slot: null };
        case "vote":
          return { phase: 2 as const, ballot: ballotOf(message.view), slot: null };
        default:
          return null;
      }
    },
    votesSilently: true,
    refusal: () => null,
  };
}

/** Votes are asked for by a proposal, and go to whoever gathers them. */
function part({ kind }: Message<unknown, unknown>): "question" | "answer" | null {
  switch (kind) {
    case "generic":
    case "missing":
      return "question";
    case "vote":
    case "blocks":
      return "answer";
    default:
      return null;
  }
}
