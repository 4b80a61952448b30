import { and, unchanged, type NodeId } from "../../core/index.ts";
import { drive, put } from "./leader.ts";
import { lastIndex } from "./log.ts";
import { membersOf } from "./members.ts";
import type { Reconfigure } from "./messages.ts";
import { unknownProgress } from "./progress.ts";
import { isIdle, retryTimer } from "./timers.ts";
import type { Here, Leader, RaftTurn, ServerState } from "./vocabulary.ts";

/**
 * Members change one at a time (thesis, section 4.1), and not by joint consensus (the paper's section 6): majorities before
 * and after such a change always meet, so there is one kind of quorum and no time in between; and it is what the thesis
 * recommends.
 */
export function onReconfigure<S, C, R>(
  state: ServerState<S, C, R>,
  request: Reconfigure,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const turn = submitWanted({ ...state, wanted: request }, here);
  return isIdle(state) && turn.state.wanted !== null ? and(turn, [retryTimer(here)]) : turn;
}

/** Gets the change that this server was asked for to the leader, until it is committed. */
export function submitWanted<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const { wanted, role, replica } = state;
  if (wanted === null) return unchanged(state);
  if (changed(replica.members, wanted) === null) return unchanged({ ...state, wanted: null });
  if (role.kind === "leader") return changeMembers(state, wanted, here);
  if (role.kind !== "follower" || role.leader === null) return unchanged(state);
  return { state, effects: [{ kind: "send", to: role.leader, message: wanted }] };
}

/** The leader puts the new configuration into its log, from where on it counts. If it may not yet, it is asked again. */
export function changeMembers<S, C, R>(
  state: ServerState<S, C, R>,
  request: Reconfigure,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const { role, pending } = state;
  const members = changed(membersOf(state), request);
  if (role.kind !== "leader" || members === null || !here.rules.mayReconfigure(state))
    return unchanged(state);
  const logged = put(state, { kind: "configuration", members });
  const index = lastIndex(logged.log);
  const next: ServerState<S, C, R> = {
    ...logged,
    pending: [...pending, { index, members }],
    role: { ...role, followers: followersAmong(members, role, index, here.self) },
  };
  return drive(next, here);
}

function followersAmong(
  members: readonly NodeId[],
  { followers }: Leader,
  nextIndex: number,
  self: NodeId,
): Leader["followers"] {
  return members
    .filter((node) => node !== self)
    .map((node) => followers.find((known) => known.node === node) ?? unknownProgress(node, nextIndex));
}

/** The members after the change; null if they are so already, or nobody would be left. */
function changed(members: readonly NodeId[], { change, server }: Reconfigure): readonly NodeId[] | null {
  const isMember = members.includes(server);
  switch (change) {
    case "add":
      return isMember ? null : [...members, server].toSorted((a, b) => a - b);
    case "remove":
      return isMember && members.length > 1 ? members.filter((node) => node !== server) : null;
  }
}
