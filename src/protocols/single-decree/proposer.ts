import {
  broadcast,
  highestBallot,
  isAbove,
  nextBallot,
  sameBallot,
  unchanged,
  withNode,
  type Ballot,
  type NodeId,
  type NodeSet,
  type QuorumSystem,
} from "../../core/index.ts";
import type { AcceptedProposal, Nack, Promise } from "./messages.ts";
import type { RetryPolicy, RoleEffect, RoleTransition } from "./vocabulary.ts";

/** The proposer: leads ballots until its node learns that a value has been chosen (section 2.2). */
export interface ProposerState<V> {
  /** The highest ballot it has used or heard of. The next one it leads is higher. */
  readonly highest: Ballot | null;
  /** What it was asked to propose, and how many ballots it has led for it. */
  readonly task: { readonly value: V; readonly attempt: number } | null;
  readonly phase: Phase<V>;
}

export type Phase<V> =
  /** Leads no ballot: nothing to do, or stepping back until its timer rings. */
  | { readonly kind: "idle" }
  | {
      readonly kind: "preparing";
      readonly ballot: Ballot;
      readonly promises: NodeSet;
      /** Of the proposals reported in the promises, the one with the highest ballot. */
      readonly highestAccepted: AcceptedProposal<V> | null;
    }
  | { readonly kind: "accepting"; readonly ballot: Ballot; readonly value: V };

/** A ballot must never be led twice with two values, so the highest one used survives a crash. */
export interface DurableProposer {
  readonly highest: Ballot | null;
}

/** What the proposer's code may use besides its state. */
export interface ProposerContext {
  readonly self: NodeId;
  readonly quorums: QuorumSystem;
  readonly retry: RetryPolicy;
}

export interface ProposerRole<V> {
  readonly initial: ProposerState<V>;
  onPropose(state: ProposerState<V>, value: V, context: ProposerContext): ProposerTransition<V>;
  onPromise(
    state: ProposerState<V>,
    from: NodeId,
    message: Promise<V>,
    context: ProposerContext,
  ): ProposerTransition<V>;
  onNack(state: ProposerState<V>, message: Nack, context: ProposerContext): ProposerTransition<V>;
  onRetry(state: ProposerState<V>, context: ProposerContext): ProposerTransition<V>;
  /** Its node knows what was chosen: there is nothing left to propose. */
  onLearned(state: ProposerState<V>): ProposerTransition<V>;
}

export type ProposerTransition<V> = RoleTransition<ProposerState<V>, DurableProposer, V>;

export function proposerRole<V>(): ProposerRole<V> {
  const initial: ProposerState<V> = { highest: null, task: null, phase: { kind: "idle" } };
  return { initial, onPropose, onPromise, onNack, onRetry, onLearned };
}

function onPropose<V>(state: ProposerState<V>, value: V, context: ProposerContext): ProposerTransition<V> {
  if (state.task !== null) return unchanged(state); // One task at a time; a client that insists asks again.
  return prepare({ ...state, task: { value, attempt: 0 } }, context);
}

/** Phase 1a: a new ballot, higher than all seen, written down before anyone hears of it. */
function prepare<V>(
  state: ProposerState<V>,
  { self, quorums, retry }: ProposerContext,
): ProposerTransition<V> {
  const ballot = nextBallot(self, state.highest);
  const attempt = state.task!.attempt + 1;
  return {
    state: {
      highest: ballot,
      task: { value: state.task!.value, attempt },
      phase: { kind: "preparing", ballot, promises: [], highestAccepted: null },
    },
    effects: [
      { kind: "persist", value: { highest: ballot } },
      ...broadcast(quorums.acceptors, { kind: "prepare" as const, ballot }),
      { kind: "set-timer", timer: "retry", after: retry.patience(attempt) },
    ],
  };
}

/** Collects promises; with a quorum of them, phase 2a. */
function onPromise<V>(
  state: ProposerState<V>,
  from: NodeId,
  message: Promise<V>,
  { quorums }: ProposerContext,
): ProposerTransition<V> {
  const { phase, task } = state;
  if (phase.kind !== "preparing" || !sameBallot(phase.ballot, message.ballot)) return unchanged(state);
  const promises = withNode(phase.promises, from);
  if (promises === phase.promises) return unchanged(state);
  const highestAccepted = higherProposal(phase.highestAccepted, message.accepted);
  if (!quorums.isPhase1Quorum(promises)) {
    return { state: { ...state, phase: { ...phase, promises, highestAccepted } }, effects: [] };
  }
  // The heart of Paxos (P2c): the value of the highest-numbered proposal reported, for it may have been
  // chosen; one's own wish only if the quorum has accepted nothing.
  const value = highestAccepted === null ? task!.value : highestAccepted.value;
  const { ballot } = phase;
  return {
    state: { ...state, phase: { kind: "accepting", ballot, value } },
    effects: broadcast(quorums.acceptors, { kind: "accept" as const, ballot, value }),
  };
}

/** Somebody leads a higher ballot: step back for a while, then try above it. */
function onNack<V>(
  state: ProposerState<V>,
  message: Nack,
  { retry }: ProposerContext,
): ProposerTransition<V> {
  const { phase, task } = state;
  const highest = highestBallot(state.highest, message.promised);
  if (phase.kind === "idle" || !sameBallot(phase.ballot, message.ballot)) {
    return highest === state.highest ? unchanged(state) : { state: { ...state, highest }, effects: [] };
  }
  return {
    state: { ...state, highest, phase: { kind: "idle" } },
    effects: [{ kind: "set-timer", timer: "retry", after: retry.backoff(task!.attempt) }],
  };
}

function onRetry<V>(state: ProposerState<V>, context: ProposerContext): ProposerTransition<V> {
  return state.task === null ? unchanged(state) : prepare(state, context);
}

function onLearned<V>(state: ProposerState<V>): ProposerTransition<V> {
  if (state.task === null) return unchanged(state);
  const effects: readonly RoleEffect<DurableProposer, V>[] = [{ kind: "cancel-timer", timer: "retry" }];
  return { state: { ...state, task: null, phase: { kind: "idle" } }, effects };
}

function higherProposal<V>(
  a: AcceptedProposal<V> | null,
  b: AcceptedProposal<V> | null,
): AcceptedProposal<V> | null {
  if (b === null) return a;
  return isAbove(b.ballot, a === null ? null : a.ballot) ? b : a;
}
