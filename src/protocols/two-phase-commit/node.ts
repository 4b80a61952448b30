import {
  broadcast,
  unchanged,
  withNode,
  type Duration,
  type Effect,
  type NodeId,
  type Protocol,
  type Transition,
} from "../../core/index.ts";
import type { Message, NodeState, TwoPhaseCommit } from "./vocabulary.ts";

export interface TwoPhaseCommitOptions {
  readonly coordinator: NodeId;
  readonly participants: readonly NodeId[];
  /** How long the coordinator waits for votes, and a prepared participant for the outcome. */
  readonly patience: Duration;
}

/**
 * Two-phase commit: all or nothing, as long as the coordinator lives.
 *
 * A participant that has voted yes must not decide alone: the coordinator may have told somebody
 * either outcome. So when the coordinator dies at the wrong moment, everybody waits. Participants ask the coordinator
 * and not each other; that would spare them the wait if one of them has heard the outcome or has not voted yes, but not otherwise.
 */
export function twoPhaseCommit<V>(options: TwoPhaseCommitOptions): Protocol<TwoPhaseCommit<V>> {
  const initial: NodeState<V> = { participant: { kind: "working" }, coordinator: { kind: "idle" } };
  return {
    name: "two-phase commit",
    initial: () => initial,
    step(state, input, { self }) {
      switch (input.kind) {
        case "start":
          return input.persisted === null ? unchanged(state) : recover(input.persisted, self, options);
        case "request":
          return self === options.coordinator ? begin(state, input.request.value, options) : unchanged(state);
        case "timer":
          return input.timer === "inquire" ? inquire(state, options) : giveUp(state, options);
        case "message":
          return onMessage(state, input.from, input.message, options);
      }
    },
  };
}

type Step<V> = Transition<TwoPhaseCommit<V>>;
type Act<V> = Effect<TwoPhaseCommit<V>>;

function begin<V>(state: NodeState<V>, value: V, { participants, patience }: TwoPhaseCommitOptions): Step<V> {
  if (state.coordinator.kind !== "idle") return unchanged(state);
  const next: NodeState<V> = { ...state, coordinator: { kind: "collecting", value, votes: [] } };
  return {
    state: next,
    effects: [
      { kind: "persist", value: next },
      ...broadcast(participants, { kind: "prepare" as const, value }),
      { kind: "set-timer", timer: "vote timeout", after: { min: patience, max: patience } },
    ],
  };
}

function onMessage<V>(
  state: NodeState<V>,
  from: NodeId,
  message: Message<V>,
  options: TwoPhaseCommitOptions,
): Step<V> {
  switch (message.kind) {
    case "prepare":
      return vote(state, message.value, options);
    case "vote-yes":
      return countVote(state, from, options);
    case "commit":
    case "abort":
      return end(state, message.kind, message.value);
    case "inquire":
      return answer(state, from);
  }
}

function vote<V>(state: NodeState<V>, value: V, options: TwoPhaseCommitOptions): Step<V> {
  if (state.participant.kind === "ended") return unchanged(state);
  const yes: Act<V> = { kind: "send", to: options.coordinator, message: { kind: "vote-yes" } };
  if (state.participant.kind === "prepared") return { state, effects: [yes] };
  const next: NodeState<V> = { ...state, participant: { kind: "prepared", value } };
  return { state: next, effects: [{ kind: "persist", value: next }, yes, waitForOutcome(options)] };
}

function countVote<V>(state: NodeState<V>, from: NodeId, options: TwoPhaseCommitOptions): Step<V> {
  const { coordinator } = state;
  if (coordinator.kind !== "collecting") return unchanged(state);
  const votes = withNode(coordinator.votes, from);
  if (votes.length === options.participants.length) return close(state, "commit", coordinator.value, options);
  return { state: { ...state, coordinator: { ...coordinator, votes } }, effects: [] };
}

/** A vote is missing: nobody can have committed yet, so the coordinator may abort. */
function giveUp<V>(state: NodeState<V>, options: TwoPhaseCommitOptions): Step<V> {
  const { coordinator } = state;
  return coordinator.kind === "collecting"
    ? close(state, "abort", coordinator.value, options)
    : unchanged(state);
}

function close<V>(
  state: NodeState<V>,
  outcome: "commit" | "abort",
  value: V,
  { participants }: TwoPhaseCommitOptions,
): Step<V> {
  const next: NodeState<V> = { ...state, coordinator: { kind: "ended", outcome, value } };
  return {
    state: next,
    effects: [
      { kind: "persist", value: next },
      { kind: "cancel-timer", timer: "vote timeout" },
      ...broadcast(participants, { kind: outcome, value }),
    ],
  };
}

function end<V>(state: NodeState<V>, outcome: "commit" | "abort", value: V): Step<V> {
  if (state.participant.kind === "ended") return unchanged(state);
  const next: NodeState<V> = { ...state, participant: { kind: "ended", outcome } };
  return {
    state: next,
    effects: [
      { kind: "persist", value: next },
      { kind: "cancel-timer", timer: "inquire" },
      { kind: "decide", decision: { outcome, value } },
    ],
  };
}

function inquire<V>(state: NodeState<V>, options: TwoPhaseCommitOptions): Step<V> {
  if (state.participant.kind !== "prepared") return unchanged(state);
  const question: Act<V> = { kind: "send", to: options.coordinator, message: { kind: "inquire" } };
  return { state, effects: [question, waitForOutcome(options)] };
}

function answer<V>(state: NodeState<V>, to: NodeId): Step<V> {
  const { coordinator } = state;
  if (coordinator.kind !== "ended") return unchanged(state);
  const { outcome, value } = coordinator;
  return { state, effects: [{ kind: "send", to, message: { kind: outcome, value } }] };
}

/** After a crash: the outcome if one was written, otherwise abort, for then nobody was told "commit". */
function recover<V>(disk: NodeState<V>, self: NodeId, options: TwoPhaseCommitOptions): Step<V> {
  const { coordinator } = disk;
  const waiting = disk.participant.kind === "prepared" ? [waitForOutcome<V>(options)] : [];
  if (self !== options.coordinator || coordinator.kind === "idle") return { state: disk, effects: waiting };
  const outcome = coordinator.kind === "ended" ? coordinator.outcome : "abort";
  const closed = close(disk, outcome, coordinator.value, options);
  return { state: closed.state, effects: [...closed.effects, ...waiting] };
}

const waitForOutcome = <V>({ patience }: TwoPhaseCommitOptions): Act<V> => ({
  kind: "set-timer",
  timer: "inquire",
  after: { min: patience, max: patience },
});
