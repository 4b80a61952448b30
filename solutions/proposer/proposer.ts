import {
  broadcast,
  compareBallots,
  highestBallot,
  nextBallot,
  sameBallot,
  unchanged,
  withNode,
  type NodeId,
} from "paxoslab/core";
import type {
  AcceptedProposal,
  Nack,
  Promise,
  ProposerContext,
  ProposerRole,
  ProposerState,
  ProposerTransition,
} from "paxoslab/protocols/single-decree";

/**
 * Why it is right: it never leads one ballot twice, not even after a crash, so a ballot has one value. And
 * that value is the one of the highest proposal that a whole phase-1 quorum reports. If some value was
 * chosen at a lower ballot, its quorum shares an acceptor with this one, and by induction every
 * proposal from that ballot up to here carries the chosen value; so the highest reported one does.
 */
export function proposerRole<V>(): ProposerRole<V> {
  return {
    initial: { highest: null, task: null, phase: { kind: "idle" } },
    onPropose,
    onPromise,
    onNack,
    onRetry,
    onLearned,
  };
}

function onPropose<V>(state: ProposerState<V>, value: V, context: ProposerContext): ProposerTransition<V> {
  if (state.task !== null) return unchanged(state);
  return begin(state, { value, attempt: 1 }, context);
}

function begin<V>(
  state: ProposerState<V>,
  task: { readonly value: V; readonly attempt: number },
  { self, quorums, retry }: ProposerContext,
): ProposerTransition<V> {
  const ballot = nextBallot(self, state.highest);
  return {
    state: {
      highest: ballot,
      task,
      phase: { kind: "preparing", ballot, promises: [], highestAccepted: null },
    },
    effects: [
      { kind: "persist", value: { highest: ballot } },
      ...broadcast(quorums.acceptors, { kind: "prepare" as const, ballot }),
      { kind: "set-timer", timer: "retry", after: retry.patience(task.attempt) },
    ],
  };
}

function onPromise<V>(
  state: ProposerState<V>,
  from: NodeId,
  message: Promise<V>,
  { quorums }: ProposerContext,
): ProposerTransition<V> {
  const { phase, task } = state;
  if (phase.kind !== "preparing" || task === null) return unchanged(state);
  const { ballot } = phase;
  if (!sameBallot(message.ballot, ballot)) return unchanged(state);
  const promises = withNode(phase.promises, from);
  const highestAccepted = higher(phase.highestAccepted, message.accepted);
  if (!quorums.isPhase1Quorum(promises)) {
    return { state: { ...state, phase: { ...phase, promises, highestAccepted } }, effects: [] };
  }
  const value = highestAccepted === null ? task.value : highestAccepted.value;
  return {
    state: { ...state, phase: { kind: "accepting", ballot, value } },
    effects: broadcast(quorums.acceptors, { kind: "accept" as const, ballot, value }),
  };
}

/** The higher of two reported proposals; most reports are empty. */
function higher<V>(a: AcceptedProposal<V> | null, b: AcceptedProposal<V> | null): AcceptedProposal<V> | null {
  if (a === null || b === null) return a ?? b;
  return compareBallots(b.ballot, a.ballot) > 0 ? b : a;
}

function onNack<V>(
  state: ProposerState<V>,
  { ballot, promised }: Nack,
  { retry }: ProposerContext,
): ProposerTransition<V> {
  const { phase, task } = state;
  const informed = { ...state, highest: highestBallot(state.highest, promised) };
  // A late nack of an earlier ballot teaches what is about, but the present ballot may still succeed.
  if (task === null || phase.kind === "idle" || !sameBallot(phase.ballot, ballot)) {
    return { state: informed, effects: [] };
  }
  return {
    state: { ...informed, phase: { kind: "idle" } },
    effects: [{ kind: "set-timer", timer: "retry", after: retry.backoff(task.attempt) }],
  };
}

function onRetry<V>(state: ProposerState<V>, context: ProposerContext): ProposerTransition<V> {
  const { task } = state;
  if (task === null) return unchanged(state);
  return begin(state, { ...task, attempt: task.attempt + 1 }, context);
}

function onLearned<V>(state: ProposerState<V>): ProposerTransition<V> {
  if (state.task === null) return unchanged(state);
  return {
    state: { ...state, task: null, phase: { kind: "idle" } },
    effects: [{ kind: "cancel-timer", timer: "retry" }],
  };
}
