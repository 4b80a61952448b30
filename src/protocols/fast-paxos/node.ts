import {
  broadcast,
  milliseconds,
  unchanged,
  type Context,
  type Input,
  type NodeId,
  type Protocol,
} from "../../core/index.ts";
import { onOthersVote, onPhase1a, onPhase2a, onProposal } from "./acceptor.ts";
import {
  beginRound,
  onNack,
  onPhase1b,
  onProposalHeard,
  onVote,
  openRoundOne,
  recover,
} from "./coordinator.ts";
import { onVoteHeard } from "./learner.ts";
import type { Decision, Message } from "./messages.ts";
import { coordinatorOf, noRound, type RoundKind, type Rounds } from "./rounds.ts";
import { soundRules } from "./rules.ts";
import type {
  Action,
  Configuration,
  Durable,
  FastPaxos,
  LearnerState,
  NodeState,
  Recovery,
  Settings,
  Turn,
} from "./vocabulary.ts";

/**
 * Fast Paxos: agrees on one value, once, and in two message delays instead of three as long as proposals do not
 * collide; for that it needs larger quorums.
 *
 * Source: Leslie Lamport, *Fast Paxos*, 2005 (Distributed Computing 19, 2006).
 */
export function fastPaxos<V>(configuration: Configuration<V>): Protocol<FastPaxos<V>> {
  const settings = settle(configuration);
  return {
    name: configuration.rounds === "classic" ? "Paxos, in the words of Fast Paxos" : "Fast Paxos",
    initial: () => blank,
    step: (state, input, context) => step(state, input, context, settings),
  };
}

const blank: NodeState<never> = {
  wish: null,
  acceptor: { rnd: noRound, vrnd: noRound, vval: null, anyIn: noRound, proposal: null, others: [] },
  coordinator: { crnd: noRound, highest: noRound, phase: { kind: "idle" }, proposal: null },
  learner: { votes: [], learned: null },
};

export function roundsOf<V>({ quorums, coordinators, rounds, recovery }: Configuration<V>): Rounds {
  return {
    coordinators: coordinators ?? quorums.acceptors.slice(0, 1),
    turn: rounds === "classic" ? ["classic"] : turns[recovery ?? "coordinated"],
  };
}

const turns: Readonly<Record<Recovery, readonly RoundKind[]>> = {
  coordinated: ["fast", "classic"],
  uncoordinated: ["fast", "fast"],
  "new round": ["fast"],
};

function settle<V>(configuration: Configuration<V>): Settings<V> {
  const { quorums, learners, recovery, patience, rules } = configuration;
  return {
    quorums,
    rounds: roundsOf(configuration),
    learners: learners ?? quorums.acceptors,
    recovery: recovery ?? "coordinated",
    patience: patience ?? { min: milliseconds(200), max: milliseconds(800) },
    rules: { ...soundRules(), ...rules },
  };
}

function step<V>(
  state: NodeState<V>,
  input: Input<FastPaxos<V>>,
  { self }: Context,
  settings: Settings<V>,
): Turn<V> {
  switch (input.kind) {
    case "start":
      return start(state, input.persisted, self, settings);
    case "request":
      if (state.learner.learned !== null || state.wish !== null) return unchanged(state);
      return propose({ ...state, wish: input.request }, input.request.value, settings);
    case "timer":
      return onRetry(state, self, settings);
    case "message":
      return onMessage(state, input.from, input.message, self, settings);
  }
}

function start<V>(
  fresh: NodeState<V>,
  disk: Durable<V> | null,
  self: NodeId,
  settings: Settings<V>,
): Turn<V> {
  const { crnd = noRound, ...acceptor } = disk ?? {};
  const state: NodeState<V> = {
    ...fresh,
    acceptor: { ...fresh.acceptor, ...acceptor },
    coordinator: { ...fresh.coordinator, crnd },
  };
  const ownsRoundOne = coordinatorOf(settings.rounds, 1) === self;
  return ownsRoundOne && crnd === noRound ? openRoundOne(state, settings) : unchanged(state);
}

/** A proposer tells everybody who might do something about it, and will ask again. */
function propose<V>(state: NodeState<V>, value: V, settings: Settings<V>): Turn<V> {
  const { quorums, rounds } = settings;
  const direct = rounds.turn.includes("fast") ? quorums.acceptors : [];
  const to = [...new Set([...direct, ...rounds.coordinators])].sort((a, b) => a - b);
  return {
    state,
    effects: [...broadcast(to, { kind: "proposal" as const, value }), retryTimer(settings)],
  };
}

/** No outcome yet. The coordinator recovers or begins a new round, above all it has heard of. */
function onRetry<V>(state: NodeState<V>, self: NodeId, settings: Settings<V>): Turn<V> {
  const { wish, learner, coordinator } = state;
  if (learner.learned !== null) return unchanged(state);
  const again =
    wish === null ? { state, effects: [retryTimer<V>(settings)] } : propose(state, wish.value, settings);
  if (!settings.rounds.coordinators.includes(self) || coordinator.proposal === null) return again;
  const recovered =
    coordinator.phase.kind === "open" && coordinator.highest <= coordinator.crnd
      ? recover(state, coordinator.phase.reports, settings)
      : unchanged(state);
  const turn = recovered.state === state ? beginRound(state, self, settings) : recovered;
  return { state: turn.state, effects: [...again.effects, ...turn.effects] };
}

function retryTimer<V>({ patience }: Settings<V>): Action<V> {
  return { kind: "set-timer", timer: "retry", after: patience };
}

/** Hands the message to the roles it is for. Who has learned answers whoever still tries. */
function onMessage<V>(
  state: NodeState<V>,
  from: NodeId,
  message: Message<V>,
  self: NodeId,
  settings: Settings<V>,
): Turn<V> {
  const { learned } = state.learner;
  if (learned !== null) return remind(state, from, message, learned);
  switch (message.kind) {
    case "proposal":
      return onProposalMessage(state, message.value, self, settings);
    case "1a":
      return onPhase1a(state, from, message);
    case "1b":
      return onPhase1b(state, from, message, settings);
    case "2a":
      return onPhase2a(state, from, message, settings);
    case "2b":
      return onVoteMessage(state, from, message, self, settings);
    case "nack":
      return onNack(state, message);
    case "chosen":
      return learn(state, { votes: [], learned: { value: message.value, round: message.round } });
  }
}

function remind<V>(state: NodeState<V>, from: NodeId, { kind }: Message<V>, learned: Decision<V>): Turn<V> {
  if (kind !== "proposal" && kind !== "1a" && kind !== "2a") return unchanged(state);
  return { state, effects: [{ kind: "send", to: from, message: { kind: "chosen", ...learned } }] };
}

function onProposalMessage<V>(state: NodeState<V>, value: V, self: NodeId, settings: Settings<V>): Turn<V> {
  const { quorums, rounds } = settings;
  const isFirst = state.coordinator.proposal === null && rounds.coordinators.includes(self);
  const coordinated = isFirst ? onProposalHeard(state, value, settings) : unchanged(state);
  const accepted = quorums.acceptors.includes(self)
    ? onProposal<V>(coordinated.state, { kind: "proposal", value }, settings)
    : unchanged(coordinated.state);
  const timer = isFirst && state.wish === null ? [retryTimer<V>(settings)] : [];
  return { state: accepted.state, effects: [...coordinated.effects, ...accepted.effects, ...timer] };
}

/** A vote is news to learners, to the round's coordinator and, with uncoordinated recovery, to acceptors. */
function onVoteMessage<V>(
  state: NodeState<V>,
  from: NodeId,
  message: Extract<Message<V>, { kind: "2b" }>,
  self: NodeId,
  settings: Settings<V>,
): Turn<V> {
  const learner = settings.learners.includes(self)
    ? onVoteHeard(state.learner, from, message, settings)
    : state.learner;
  if (learner.learned !== null) return learn(state, learner);
  const told = learner === state.learner ? state : { ...state, learner };
  const coordinated = onVote(told, from, message, settings);
  const voted = settings.quorums.acceptors.includes(self)
    ? onOthersVote(coordinated.state, from, message, settings)
    : unchanged(coordinated.state);
  return { state: voted.state, effects: [...coordinated.effects, ...voted.effects] };
}

function learn<V>(state: NodeState<V>, learner: LearnerState<V>): Turn<V> {
  return {
    state: { ...state, learner, wish: null },
    effects: [
      { kind: "decide", decision: learner.learned! },
      { kind: "cancel-timer", timer: "retry" },
    ],
  };
}
