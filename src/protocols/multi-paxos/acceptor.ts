import {
  andThen,
  highestBallot,
  isAbove,
  unchanged,
  withItem,
  type Ballot,
  type NodeId,
} from "../../core/index.ts";
import { follow, isFollowing } from "./follower.ts";
import { learn, onMissing } from "./learner.ts";
import { isMember } from "./membership/tenures.ts";
import type { Accept, Prepare } from "./messages.ts";
import { electionTimer } from "./timers.ts";
import type { NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * Phase 1b: one promise for all slots; and what was accepted in each of them from the candidate's first one on.
 *
 * Whoever led or campaigned here at a lower ballot does so no longer.
 */
export function onPrepare<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  { ballot, from: slot }: Prepare,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { promised } = state;
  if (promised !== null && isAbove(promised, ballot)) return refuse(state, from, ballot, promised);
  // The same prepare again, duplicated by the network: the promise stands, so it may be repeated.
  if (!isAbove(ballot, promised)) return promise(state, from, ballot, slot, settings);
  if (settings.isSticky && settings.rules.isLoyal(state.role, from)) {
    // One that is no member any more, and missed that, would go on campaigning.
    const isLost = !isMember(state, from, settings);
    return isLost ? onMissing(state, from, { kind: "missing", from: slot }) : unchanged(state);
  }
  return andThen(grant(state, ballot, settings), (state) => promise(state, from, ballot, slot, settings));
}

/** A leader that it follows asks because of another configuration. Whoever else asks is about to be elected. */
function grant<S, C, R>(
  state: NodeState<S, C, R>,
  ballot: Ballot,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const granted: NodeState<S, C, R> = { ...state, promised: ballot };
  if (isFollowing(state.role, ballot)) return unchanged(granted);
  return {
    state: { ...granted, role: { kind: "following", leader: null, isPatient: false } },
    effects: [electionTimer("an election's end", settings)],
  };
}

function promise<S, C, R>(
  state: NodeState<S, C, R>,
  to: NodeId,
  ballot: Ballot,
  from: number,
  { rules }: Settings<S, C, R>,
): Turn<S, C, R> {
  const { replica, logStart } = state;
  const isCut = from < logStart;
  const accepted = rules.reports(state, isCut ? replica.next : from);
  const snapshot = isCut ? replica : null;
  const message = { kind: "promise" as const, ballot, chosenBelow: replica.next, accepted, snapshot };
  return { state, effects: [{ kind: "send", to, message }] };
}

/** Phase 2b: accept, unless a higher ballot was promised. */
export function onAccept<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  { ballot, slot, value, chosenBelow }: Accept<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { promised, replica } = state;
  if (promised !== null && isAbove(promised, ballot)) return refuse(state, from, ballot, promised);
  // Below `next` this very value is known to be chosen: nothing needs to be remembered of it, or it is cut off already.
  const log = slot < replica.next ? state.log : withItem(state.log, slot, { ballot, value });
  const accepted: NodeState<S, C, R> = { ...state, promised: highestBallot(promised, ballot), log };
  const turn: Turn<S, C, R> = {
    state: accepted,
    effects: [{ kind: "send", to: from, message: { kind: "accepted", ballot, slot } }],
  };
  const follows = isFollowing(state.role, ballot)
    ? turn
    : andThen(turn, (state) => follow(state, ballot, settings));
  return andThen(follows, (state) => learn(state, ballot, chosenBelow, settings));
}

export function refuse<S, C, R>(
  state: NodeState<S, C, R>,
  to: NodeId,
  ballot: Ballot,
  promised: Ballot,
): Turn<S, C, R> {
  return { state, effects: [{ kind: "send", to, message: { kind: "nack", ballot, promised } }] };
}
