import { andThen, emptyArray, milliseconds, unchanged, withNode } from "../../core/index.ts";
import type { Context, Effect, Input, NodeId, Protocol, Transition } from "../../core/index.ts";
import { onAck, propose } from "./broadcast.ts";
import { onExecute, onRetry } from "./clients.ts";
import { onAckEpoch, onCurrentEpoch, onNewEpoch } from "./discovery.ts";
import { count, look, onNotification } from "./election.ts";
import { onPropose } from "./follower.ts";
import { onHeartbeatTimer, onPing } from "./heartbeat.ts";
import type { CurrentEpoch, Message } from "./messages.ts";
import { blank } from "./replica.ts";
import { soundRules } from "./rules.ts";
import { onCommit, onNewLeader } from "./synchronisation.ts";
import type { Configuration, ProcessState, Settings, Turn, Zab } from "./vocabulary.ts";
import { noZxid } from "./zxid.ts";

/**
 * Zab: a primary broadcasts transactions to its followers, who deliver them all in one order, and in the order in which
 * their primary proposed them, however often the primary changes.
 *
 * Phases: election, discovery, synchronisation, broadcast. Source: Junqueira, Reed and Serafini, *Zab: High-performance
 * broadcast for primary-backup systems*, DSN 2011. There a primary broadcasts what a command has changed; here the command
 * itself, which comes to the same for a deterministic service.
 */
export function zab<S, C, R>(configuration: Configuration<S, C, R>): Protocol<Zab<S, C, R>> {
  const settings = settingsOf(configuration);
  const replica = blank(settings.service);
  const vote = { node: 0, epoch: 0, last: noZxid };
  const initial: ProcessState<S, C, R> = {
    accepted: { epoch: 0, leader: null },
    current: 0,
    log: emptyArray,
    logStart: 0,
    length: 0,
    replica,
    snapshot: replica,
    role: { kind: "looking", vote, votes: emptyArray },
    round: 0,
    waiting: emptyArray,
  };
  return {
    name: "Zab",
    initial: () => initial,
    step: (state, input, context) => step(state, input, context, settings),
  };
}

/** @throws RangeError for a number that makes no sense. */
function settingsOf<S, C, R>(configuration: Configuration<S, C, R>): Settings<S, C, R> {
  const { processes, service, timing, snapshotEvery = 1_000, rules } = configuration;
  if (!Number.isInteger(processes) || processes < 2) {
    throw new RangeError(`processes must be a whole number of at least 2; got ${processes}.`);
  }
  if (!(snapshotEvery >= 1 && (Number.isInteger(snapshotEvery) || snapshotEvery === Infinity))) {
    throw new RangeError(
      `snapshotEvery must be a whole number of at least 1, or Infinity; got ${snapshotEvery}.`,
    );
  }
  const [patience, spread] = [milliseconds(200), milliseconds(200)];
  return {
    processes,
    quorum: Math.floor(processes / 2) + 1,
    service,
    timing: { heartbeat: milliseconds(50), patience, spread, retry: milliseconds(300), ...timing },
    snapshotEvery,
    rules: { ...soundRules<S, C, R>(), ...rules },
  };
}

/** Whatever a step changes of what must survive a crash is on disk before anything else that the step does. */
function step<S, C, R>(
  before: ProcessState<S, C, R>,
  input: Input<Zab<S, C, R>>,
  { self }: Context,
  settings: Settings<S, C, R>,
): Transition<Zab<S, C, R>> {
  if (input.kind === "start") return start(before, input.persisted, self, settings);
  const { state, effects } = react(before, input, self, settings);
  const mustPersist =
    state.accepted !== before.accepted ||
    state.current !== before.current ||
    state.log !== before.log ||
    state.snapshot !== before.snapshot;
  return mustPersist ? { state, effects: [persist(state), ...effects] } : { state, effects };
}

function persist<S, C, R>({
  accepted,
  current,
  log,
  logStart,
  length,
  snapshot,
}: ProcessState<S, C, R>): Effect<Zab<S, C, R>> {
  return { kind: "persist", value: { accepted, current, log, logStart, length, snapshot } };
}

/** With its snapshot and its history, of which it does not know how much is committed: its next leader will tell. */
function start<S, C, R>(
  fresh: ProcessState<S, C, R>,
  disk: Zab<S, C, R>["persisted"] | null,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (disk === null) return look(fresh, self, settings);
  const { delivered, service } = disk.snapshot;
  const restored: Turn<S, C, R> = {
    state: { ...fresh, ...disk, replica: disk.snapshot },
    effects:
      delivered === 0 ? [] : [{ kind: "decide", decision: { kind: "restored", delivered, state: service } }],
  };
  return andThen(restored, (state) => look(state, self, settings));
}

function react<S, C, R>(
  state: ProcessState<S, C, R>,
  input: Exclude<Input<Zab<S, C, R>>, { readonly kind: "start" }>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  switch (input.kind) {
    case "request":
      return onExecute(state, input.request, self, settings);
    case "timer":
      return onTimer(state, input.timer, self, settings);
    case "message":
      return onMessage(heard(state, input.from), input.from, input.message, self, settings);
  }
}

/** A leader hears of somebody, whatever it is. */
function heard<S, C, R>(state: ProcessState<S, C, R>, from: NodeId): ProcessState<S, C, R> {
  const { role } = state;
  if (role.kind !== "leading" || role.heard.includes(from)) return state;
  return { ...state, role: { ...role, heard: withNode(role.heard, from) } };
}

function onTimer<S, C, R>(
  state: ProcessState<S, C, R>,
  timer: Zab<S, C, R>["timer"],
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  switch (timer) {
    case "election": {
      const isEstablished = state.role.kind === "leading" && state.role.phase === "broadcast";
      return isEstablished ? unchanged(state) : look(state, self, settings);
    }
    case "heartbeat":
      return onHeartbeatTimer(state, self, settings);
    case "retry":
      return onRetry(state, self, settings);
  }
}

function onMessage<S, C, R>(
  state: ProcessState<S, C, R>,
  from: NodeId,
  message: Message<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  switch (message.kind) {
    case "notification":
      return onNotification(state, from, message, self, settings);
    case "cepoch":
      return beLeader(state, from, message, self, settings);
    case "newepoch":
      return onNewEpoch(state, from, message, settings);
    case "ack-e":
      return onAckEpoch(state, from, message, self, settings);
    case "newleader":
      return onNewLeader(state, from, message, self, settings);
    case "ack-ld":
    case "ack":
      return onAck(state, from, message, self, settings);
    case "commit-ld":
    case "commit":
      return onCommit(state, from, message, settings);
    case "propose":
      return onPropose(state, from, message, settings);
    case "ping":
      return onPing(state, from, message, settings);
    case "pong":
      return unchanged(state);
    case "request":
      if (role.kind !== "leading" || role.phase !== "broadcast") return unchanged(state); // Its sender will ask again.
      return propose(state, role, message.commands, self);
  }
}

/** Somebody wants to be led by this process. */
function beLeader<S, C, R>(
  state: ProcessState<S, C, R>,
  from: NodeId,
  message: CurrentEpoch,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  switch (role.kind) {
    case "following":
      return unchanged(state);
    case "looking": {
      const counted = count(state, from, self, self, settings);
      return counted.state.role.kind === "looking"
        ? counted
        : andThen(counted, (state) => beLeader(state, from, message, self, settings));
    }
    case "leading":
      return onCurrentEpoch(state, role, from, message, self, settings) ?? look(state, self, settings);
  }
}
