import {
  and,
  andThen,
  isAbove,
  sameBallot,
  unchanged,
  withNode,
  type NodeId,
  type Time,
} from "../../core/index.ts";
import { refuse } from "./acceptor.ts";
import { follow, isFollowing } from "./follower.ts";
import { drive, heartbeats } from "./leader.ts";
import { learn } from "./learner.ts";
import { prepares } from "./membership/handover.ts";
import { latest, quorumsAt, quorumsInForce, voters } from "./membership/tenures.ts";
import { renewed } from "./reads/lease.ts";
import type { Alive, Heartbeat } from "./messages.ts";
import { electionTimer, heartbeatTimer } from "./timers.ts";
import type { Action, Leading, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * The clock of a leader ticks: it says that it lives, and repeats what was not answered since the last tick; that of a
 * candidate, who repeats its question.
 *
 * One whom no quorum answers gives up by itself: cut off in one direction only, it would keep all others loyal
 * and get nothing done.
 */
export function onHeartbeatTimer<S, C, R>(
  state: NodeState<S, C, R>,
  now: Time,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, replica } = state;
  if (role.kind === "following") return unchanged(state);
  if (role.kind === "campaigning") {
    return { state, effects: [...prepares(state, role, settings), heartbeatTimer(settings)] };
  }
  const { patience, heartbeat } = settings.timing;
  const quorums = quorumsInForce(state, settings);
  const isHeard = quorums.isPhase2Quorum(voters(role.heard, quorums, settings));
  const unheard = isHeard ? 0 : role.unheard + 1;
  if (unheard > Math.ceil(patience / heartbeat)) {
    return {
      state: { ...state, role: { kind: "following", leader: null, isPatient: false } },
      effects: [electionTimer("an election's end", settings)],
    };
  }
  const heard = isHeard ? [role.ballot.node] : role.heard;
  const responsive = isHeard ? role.heard : role.responsive;
  const lease = role.lease && renewed(role.lease, role.ballot.node, now, quorums, settings);
  const isPrepared = role.prepared === latest(replica).number;
  return {
    state: {
      ...state,
      role: { ...role, heard, unheard, responsive, lease, sentBefore: replica.next + role.inFlight.length },
    },
    effects: [
      ...heartbeats(state, role, now, settings),
      ...(isPrepared ? [] : prepares(state, role, settings)),
      ...unanswered(state, role, settings),
      heartbeatTimer(settings),
    ],
  };
}

function unanswered<S, C, R>(
  { replica }: NodeState<S, C, R>,
  { ballot, inFlight, sentBefore }: Leading<C>,
  settings: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  const { next } = replica;
  return inFlight.slice(0, Math.max(0, sentBefore - next)).flatMap(({ value, acceptors }, place) => {
    const slot = next + place;
    const quorums = quorumsAt(replica, slot, settings);
    if (quorums.isPhase2Quorum(acceptors)) return [];
    return quorums.acceptors
      .filter((node) => !acceptors.includes(node))
      .map((to): Action<S, C, R> => {
        return { kind: "send", to, message: { kind: "accept", ballot, slot, value, chosenBelow: next } };
      });
  });
}

/** The leader lives. Whoever finds that it has missed something asks for it. */
export function onHeartbeat<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  { ballot, chosenBelow, sentAt }: Heartbeat,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { promised, role } = state;
  if (promised !== null && isAbove(promised, ballot)) return refuse(state, from, ballot, promised);
  const follows: Turn<S, C, R> = isFollowing(role, ballot)
    ? { state, effects: [electionTimer("a sign of the leader", settings)] }
    : follow(state, ballot, settings);
  const replies = and(follows, [{ kind: "send", to: from, message: { kind: "alive", ballot, sentAt } }]);
  const learned = andThen(replies, (state) => learn(state, ballot, chosenBelow, settings));
  const { next } = learned.state.replica;
  if (next >= chosenBelow) return learned;
  return and(learned, [{ kind: "send", to: from, message: { kind: "missing", from: next } }]);
}

export function onAlive<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  { ballot, sentAt }: Alive,
  now: Time,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "leading" || !sameBallot(role.ballot, ballot)) return unchanged(state);
  const heard = withNode(role.heard, from);
  const lease =
    role.lease === null || sentAt === null
      ? role.lease
      : renewed(
          role.lease,
          from,
          settings.rules.leaseFrom(sentAt, now),
          quorumsInForce(state, settings),
          settings,
        );
  return heard === role.heard && lease === role.lease
    ? unchanged(state)
    : { state: { ...state, role: { ...role, heard, lease } }, effects: [] };
}

/** Commands were held back for a fuller batch long enough. */
export function onBatchTimer<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "leading" || role.held !== "until the timer rings") return unchanged(state);
  return drive({ ...state, role: { ...role, held: "long enough" } }, settings);
}
