import {
  broadcast,
  highestBallot,
  isAbove,
  itemAt,
  nextBallot,
  sameBallot,
  unchanged,
  withItem,
  withNode,
  type Context,
  type NodeId,
  type SparseArray,
  type Time,
} from "../../core/index.ts";
import { lead } from "./leader.ts";
import { install, learnChosen } from "./learner.ts";
import type { Nack, Promise } from "./messages.ts";
import { electionTimer, heartbeatTimer } from "./timers.ts";
import { and, andThen } from "./turn.ts";
import type { Proposal, SlotProposal } from "./values.ts";
import type { Campaigning, NodeState, Settings, Turn } from "./vocabulary.ts";

/** Nothing heard of the leader, or no end of the election: first the others are given a chance, then it campaigns. */
export function onElectionTimer<S, C, R>(
  state: NodeState<S, C, R>,
  context: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind === "leading") return unchanged(state);
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
  return settings.quorums.isPhase1Quorum(role.promises)
    ? andThen(turn, (state) => lead(state, role, now, settings))
    : turn;
}

/** Asks those who have not promised, for the first time or because the network may have lost the question. */
export function prepares<S, C, R>(
  state: NodeState<S, C, R>,
  { ballot, promises }: Campaigning<C>,
  { quorums, rules }: Settings<S, C, R>,
): Turn<S, C, R>["effects"] {
  const silent = quorums.acceptors.filter((node) => !promises.includes(node));
  return broadcast(silent, { kind: "prepare" as const, ballot, from: rules.asksFrom(state) });
}

/** Collects promises; with a quorum of them, it leads. What is chosen already, it learns on the way. */
export function onPromise<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  { ballot, chosenBelow, accepted, snapshot }: Promise<S, C, R>,
  now: Time,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "campaigning" || !sameBallot(role.ballot, ballot)) return unchanged(state);
  const promises = withNode(role.promises, from);
  if (promises === role.promises) return unchanged(state);
  const open = accepted.filter(({ slot }) => slot >= chosenBelow);
  const next: Campaigning<C> = { ...role, promises, reported: merged(role.reported, open) };
  const restored: Turn<S, C, R> =
    snapshot === null ? unchanged({ ...state, role: next }) : install({ ...state, role: next }, snapshot);
  const chosen = accepted.filter(({ slot }) => slot < chosenBelow);
  const turn = andThen(restored, (state) => learnChosen(state, chosen, settings));
  if (!settings.quorums.isPhase1Quorum(promises)) return turn;
  return andThen(turn, (state) => lead(state, next, now, settings));
}

/** Of each slot's proposals, the one with the highest ballot. */
function merged<C>(
  reported: SparseArray<Proposal<C>>,
  more: readonly SlotProposal<C>[],
): SparseArray<Proposal<C>> {
  let highest = reported;
  for (const { slot, ballot, value } of more) {
    if (isAbove(ballot, itemAt(highest, slot)?.ballot ?? null))
      highest = withItem(highest, slot, { ballot, value });
  }
  return highest;
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
