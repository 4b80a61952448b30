import { andThen, sameBallot, type Ballot } from "../../core/index.ts";
import { submitWaiting } from "./clients.ts";
import { electionTimer } from "./timers.ts";
import type { NodeState, Role, Settings, Turn } from "./vocabulary.ts";

export function isFollowing<C>(role: Role<C>, ballot: Ballot): boolean {
  return role.kind === "following" && role.leader !== null && sameBallot(role.leader, ballot);
}

/**
 * A ballot no lower than any that it has promised has a leader: this node follows, whatever it was before, and
 * brings the leader what clients wait for.
 *
 * One that still led a lower ballot would be its own acceptor there, and accept its next proposal over what it has
 * accepted at the higher one.
 */
export function follow<S, C, R>(
  state: NodeState<S, C, R>,
  leader: Ballot,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const follows: Turn<S, C, R> = {
    state: { ...state, role: { kind: "following", leader, isPatient: true } },
    effects: [electionTimer("a sign of the leader", settings)],
  };
  return andThen(follows, (state) => submitWaiting(state, settings));
}
