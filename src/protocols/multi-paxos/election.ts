import {
  and,
  andThen,
  highestBallot,
  nextBallot,
  sameBallot,
  unchanged,
  withNode,
  type Context,
  type NodeId,
  type NodeSet,
  type Time,
} from "../../core/index.ts";
import { lead } from "./leader.ts";
import { install, learnChosen } from "./learner.ts";
import { listen, prepares, stepDown } from "./membership/handover.ts";
import { onLatePromise } from "./membership/late-promise.ts";
import { isMember, quorumsInForce, voters } from "./membership/tenures.ts";
import type { Nack, Promise } from "./messages.ts";
import { merged } from "./reported.ts";
import { electionTimer, heartbeatTimer } from "./timers.ts";
import type { Campaigning, NodeState, Settings, Turn } from "./vocabulary.ts";

/** Nothing heard of the leader, or no end of the election: first the others are given a chance, then it campaigns. */
export function onElectionTimer<S, C, R>(
  state: NodeState<S, C, R>,
  context: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind === "leading") return unchanged(state);
  if (!isMember(state, context.self, settings)) return listen(state, context.self, settings);
  if (role.kind === "following" && role.isPatient) {
    return {
      state: { ...state, role: { kind: "following", leader: null, isPatient: false } },
      effects: [electionTimer("its turn", settings)],
    };
  }
  return campaign(state, context, settings);
}

/**
 * Phase 1a. Its own promise is the first: on disk before anyone hears of the ballot, which therefore is never
 * used twice.
 */
function campaign<S, C, R>(
  state: NodeState<S, C, R>,
  { self, now }: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const ballot = nextBallot(self, state.promised);
  const role: Campaigning<C> = { kind: "campaigning", ballot, promises: [self], reported: state.log };
  const candidate: NodeState<S, C, R> = { ...state, promised: ballot, role };
  const turn: Turn<S, C, R> = {
    state: candidate,
    effects: [
      ...prepares(candidate, role, settings),
      heartbeatTimer(settings),
      electionTimer("an election's end", settings),
    ],
  };
  return isElected(candidate, role.promises, settings)
    ? andThen(turn, (state) => lead(state, role, now, settings))
    : turn;
}

/** A quorum of the members in force has promised; those to come may do so later. */
function isElected<S, C, R>(
  state: NodeState<S, C, R>,
  promises: NodeSet,
  settings: Settings<S, C, R>,
): boolean {
  const quorums = quorumsInForce(state, settings);
  return quorums.isPhase1Quorum(voters(promises, quorums, settings));
}

/**
 * Collects promises; with a quorum of them, it leads. What is chosen already, it learns on the way: maybe that others are
 * members now.
 */
export function onPromise<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  promise: Promise<S, C, R>,
  now: Time,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  const { ballot, chosenBelow, accepted, snapshot } = promise;
  if (role.kind === "following" || !sameBallot(role.ballot, ballot)) return unchanged(state);
  if (role.kind === "leading") return onLatePromise(state, role, from, promise, settings);
  const promises = withNode(role.promises, from);
  if (promises === role.promises) return unchanged(state);
  const open = accepted.filter(({ slot }) => slot >= chosenBelow);
  const next: Campaigning<C> = { ...role, promises, reported: merged(role.reported, open) };
  const restored: Turn<S, C, R> =
    snapshot === null ? unchanged({ ...state, role: next }) : install({ ...state, role: next }, snapshot);
  const chosen = accepted.filter(({ slot }) => slot < chosenBelow);
  const turn = andThen(restored, (state) => learnChosen(state, chosen, settings));
  if (!isMember(turn.state, ballot.node, settings)) {
    return andThen(turn, (state) => stepDown(state, settings));
  }
  if (!isElected(turn.state, promises, settings)) return turn;
  return andThen(turn, (state) => lead(state, next, now, settings));
}

/**
 * Somebody else's ballot stands in the way. Its owner, if it leads, will be heard of; if not, a ballot above it is
 * needed, and whoever comes first gets it: one who was leader soon, for the others still are loyal to it.
 */
export function onNack<S, C, R>(
  state: NodeState<S, C, R>,
  { ballot, promised }: Nack,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind === "following" || !sameBallot(role.ballot, ballot)) return unchanged(state);
  const stepsDown: NodeState<S, C, R> = {
    ...state,
    promised: highestBallot(state.promised, promised),
    role: { kind: "following", leader: null, isPatient: false },
  };
  const waitsFor = role.kind === "leading" ? "its turn" : "an election's end";
  return and(unchanged(stepsDown), [electionTimer(waitsFor, settings)]);
}
