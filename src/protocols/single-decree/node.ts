import { broadcast, isAbove, unchanged } from "../../core/index.ts";
import type { Ballot, Context, Effect, Input, NodeId, Protocol, Transition } from "../../core/index.ts";
import { acceptorRole, type AcceptorTransition } from "./acceptor.ts";
import { learnerRole, type LearnerState } from "./learner.ts";
import type { Decision, Message } from "./messages.ts";
import { proposerRole, type ProposerContext, type ProposerTransition } from "./proposer.ts";
import { randomisedBackoff } from "./retry.ts";
import type { Configuration, Durable, NodeState, RoleTransition, Roles, SingleDecree } from "./vocabulary.ts";

/**
 * Single-decree Paxos: a set of nodes agrees on one value, once.
 *
 * Every node can propose; which nodes accept and learn is the configuration's affair.
 * Source: Leslie Lamport, *Paxos Made Simple*, 2001.
 */
export function singleDecree<V>(configuration: Configuration<V>): Protocol<SingleDecree<V>> {
  const { quorums } = configuration;
  const settings: Settings<V> = {
    quorums,
    learners: configuration.learners ?? quorums.acceptors,
    audience: configuration.audience ?? [],
    retry: configuration.retry ?? randomisedBackoff(),
    acceptor: acceptorRole(),
    proposer: proposerRole(),
    learner: learnerRole(),
    ...configuration.roles,
  };
  const initial: NodeState<V> = {
    proposer: settings.proposer.initial,
    acceptor: settings.acceptor.initial,
    learner: settings.learner.initial,
  };
  return {
    name: "single-decree Paxos",
    initial: () => initial,
    step: (state, input, context) => step(state, input, context, settings),
  };
}

type Settings<V> = Required<Omit<Configuration<V>, "roles">> & Roles<V>;

/** Hands the input to the role it is for. */
function step<V>(
  state: NodeState<V>,
  input: Input<SingleDecree<V>>,
  { self }: Context,
  settings: Settings<V>,
): Transition<SingleDecree<V>> {
  const { proposer, quorums, retry } = settings;
  const context = { self, quorums, retry };
  switch (input.kind) {
    case "start":
      return { state: restored(state, input.persisted), effects: [] };
    case "request":
      if (state.learner.learned !== null) return unchanged(state);
      return withProposer(state, proposer.onPropose(state.proposer, input.request.value, context));
    case "timer":
      return withProposer(state, proposer.onRetry(state.proposer, context));
    case "message":
      return onMessage(state, input.from, input.message, settings, context);
  }
}

function onMessage<V>(
  state: NodeState<V>,
  from: NodeId,
  message: Message<V>,
  settings: Settings<V>,
  context: ProposerContext,
): Transition<SingleDecree<V>> {
  const { acceptor, proposer, learner, learners, quorums } = settings;
  const { learned } = state.learner;
  switch (message.kind) {
    case "prepare":
      return withAcceptor(state, acceptor.onPrepare(state.acceptor, from, message));
    case "accept":
      return withAcceptor(state, acceptor.onAccept(state.acceptor, from, message, learners));
    case "promise":
      return withProposer(state, proposer.onPromise(state.proposer, from, message, context));
    case "nack":
      return withProposer(state, proposer.onNack(state.proposer, message, context));
    case "accepted":
      if (learned !== null) return remind(state, learned, message.ballot, settings);
      return withLearner(
        state,
        learner.onAccepted(state.learner, from, message, quorums),
        settings,
        context.self,
      );
    case "chosen":
      return withLearner(state, learner.onChosen(state.learner, message), settings, context.self);
  }
}

/** A restarted node is a fresh one with what its disk held put back. */
function restored<V>(fresh: NodeState<V>, disk: Durable<V> | null): NodeState<V> {
  if (disk === null) return fresh;
  return { ...fresh, acceptor: disk.acceptor, proposer: { ...fresh.proposer, ...disk.proposer } };
}

function withProposer<V>(
  state: NodeState<V>,
  { state: proposer, effects }: ProposerTransition<V>,
): Transition<SingleDecree<V>> {
  if (proposer === state.proposer && effects.length === 0) return unchanged(state);
  return lift({ ...state, proposer }, effects, (durable) => ({
    proposer: durable,
    acceptor: state.acceptor,
  }));
}

function withAcceptor<V>(
  state: NodeState<V>,
  { state: acceptor, effects }: AcceptorTransition<V>,
): Transition<SingleDecree<V>> {
  if (acceptor === state.acceptor && effects.length === 0) return unchanged(state);
  return lift({ ...state, acceptor }, effects, (durable) => ({
    proposer: { highest: state.proposer.highest },
    acceptor: durable,
  }));
}

/**
 * A node that has just learned says so and stops proposing. A distinguished learner tells its audience,
 * even if it was told itself: after a partition, those near it may have nobody else to hear it from.
 */
function withLearner<V>(
  state: NodeState<V>,
  learner: LearnerState<V>,
  settings: Settings<V>,
  self: NodeId,
): Transition<SingleDecree<V>> {
  if (learner === state.learner) return unchanged(state);
  const decision = learner.learned;
  if (decision === null || state.learner.learned !== null) {
    return { state: { ...state, learner }, effects: [] };
  }
  const rest = settings.proposer.onLearned(state.proposer);
  const stopped = withProposer({ ...state, learner }, rest);
  const isDistinguished = settings.learners.includes(self);
  const others = isDistinguished ? settings.audience.filter((node) => node !== self) : [];
  return {
    state: stopped.state,
    effects: [
      { kind: "decide", decision },
      ...stopped.effects,
      ...broadcast(others, { kind: "chosen" as const, ...decision }),
    ],
  };
}

/**
 * A ballot above the one at which the value was learned: whoever leads it has not heard, for the network may
 * lose what the audience is told once. It is told again, or it would try for ever.
 */
function remind<V>(
  state: NodeState<V>,
  learned: Decision<V>,
  ballot: Ballot,
  { audience }: Settings<V>,
): Transition<SingleDecree<V>> {
  if (!isAbove(ballot, learned.ballot) || !audience.includes(ballot.node)) return unchanged(state);
  return { state, effects: broadcast([ballot.node], { kind: "chosen" as const, ...learned }) };
}

/** A role persists its own part; the node writes the whole record. */
function lift<V, P>(
  state: NodeState<V>,
  effects: RoleTransition<unknown, P, V>["effects"],
  record: (part: P) => Durable<V>,
): Transition<SingleDecree<V>> {
  return {
    state,
    effects: effects.map((effect): Effect<SingleDecree<V>> =>
      effect.kind === "persist" ? { kind: "persist", value: record(effect.value) } : effect,
    ),
  };
}
