import { broadcast, unchanged, type Ballot, type NodeId } from "paxoslab/core";
import type {
  Nack,
  Promise,
  ProposerContext,
  ProposerRole,
  ProposerState,
  ProposerTransition,
} from "paxoslab/protocols/single-decree";

/** Your proposer. It is in a hurry and knows what it wants: the tests say what is wrong with that. */
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

/** A client asks for `value`. A proposer that is busy already keeps to its first task. */
function onPropose<V>(state: ProposerState<V>, value: V, context: ProposerContext): ProposerTransition<V> {
  if (state.task !== null) return unchanged(state);
  return begin(state, { value, attempt: 1 }, context);
}

/** Phase 1a: opens a ballot for the task and asks every acceptor for a promise. */
function begin<V>(
  state: ProposerState<V>,
  task: { readonly value: V; readonly attempt: number },
  { self, quorums, retry }: ProposerContext,
): ProposerTransition<V> {
  // TODO: is this ballot higher than all you have seen? Would you know it again after a crash?
  const ballot: Ballot = { round: 1, node: self };
  return {
    state: { ...state, task, phase: { kind: "preparing", ballot, promises: [], highestAccepted: null } },
    effects: [
      ...broadcast(quorums.acceptors, { kind: "prepare" as const, ballot }),
      { kind: "set-timer", timer: "retry", after: retry.patience(task.attempt) },
    ],
  };
}

/** Phase 1b has happened at the acceptor `from`; after enough of them, phase 2a. */
function onPromise<V>(
  state: ProposerState<V>,
  _from: NodeId,
  _message: Promise<V>,
  { quorums }: ProposerContext,
): ProposerTransition<V> {
  const { phase, task } = state;
  if (phase.kind !== "preparing" || task === null) return unchanged(state);
  // TODO: a promise for which ballot? From how many? And is it really your own value that you may send?
  const { ballot } = phase;
  return {
    state: { ...state, phase: { kind: "accepting", ballot, value: task.value } },
    effects: broadcast(quorums.acceptors, { kind: "accept" as const, ballot, value: task.value }),
  };
}

/** An acceptor has refused `ballot`, for it has promised a higher one, `promised`. */
function onNack<V>(
  state: ProposerState<V>,
  _message: Nack,
  _context: ProposerContext,
): ProposerTransition<V> {
  // TODO: what does this tell you about the ballots in the world? When do you try again?
  return unchanged(state);
}

/** The `retry` timer rings: no decision so far. */
function onRetry<V>(state: ProposerState<V>, context: ProposerContext): ProposerTransition<V> {
  const { task } = state;
  if (task === null) return unchanged(state);
  return begin(state, { ...task, attempt: task.attempt + 1 }, context);
}

/** The node has learned what was chosen: nothing is left to propose. (This one is right.) */
function onLearned<V>(state: ProposerState<V>): ProposerTransition<V> {
  if (state.task === null) return unchanged(state);
  return {
    state: { ...state, task: null, phase: { kind: "idle" } },
    effects: [{ kind: "cancel-timer", timer: "retry" }],
  };
}
