import { emptyArray, milliseconds, unchanged } from "../../core/index.ts";
import type { Context, Effect, Input, NodeId, Protocol, Transition } from "../../core/index.ts";
import { blank } from "./application.ts";
import { onCommit, onPrepare } from "./backup.ts";
import { onExecute, onRetry } from "./clients.ts";
import type { Message } from "./messages.ts";
import { onPrepareOk, onPrimaryHeartbeat, onRequest } from "./primary.ts";
import { askAll, onRecovery, onRecoveryResponse, start } from "./recovery.ts";
import { soundRules } from "./rules.ts";
import { onGetState, onNewState } from "./state-transfer.ts";
import {
  onDoViewChange,
  onStartView,
  onStartViewChange,
  onViewChangeHeartbeat,
  onViewChangeTimer,
} from "./view-change.ts";
import type {
  Configuration,
  ReplicaState,
  Settings,
  Turn,
  ViewstampedReplication as Vocabulary,
} from "./vocabulary.ts";

/**
 * Viewstamped Replication: 2f + 1 replicas keep a log in memory, and as long as no more than f of them are down or
 * recovering at a time, it is never lost.
 *
 * The primary of a view orders the operations; a view change replaces it; a recovering replica gets its state from the
 * others. Source: Liskov and Cowling, *Viewstamped Replication Revisited*, MIT-CSAIL-TR-2012-021. Left out:
 * reconfiguration (section 7), and of section 6 all but reads in the log; what is done otherwise, ./recovery.ts and
 * ./ask.ts tell.
 */
export function viewstampedReplication<S, C, R>(
  configuration: Configuration<S, C, R>,
): Protocol<Vocabulary<S, C, R>> {
  const settings = settingsOf(configuration);
  const initial: ReplicaState<S, C, R> = {
    view: 0,
    status: { kind: "normal", primary: null },
    normalView: 0,
    opNumber: 0,
    log: emptyArray,
    logStart: 1,
    application: blank(settings.service),
    recoveries: 0,
    waiting: emptyArray,
  };
  return {
    name: "Viewstamped Replication",
    initial: () => initial,
    step: (state, input, context) => step(state, input, context, settings),
  };
}

/** @throws RangeError for a number that makes no sense. */
function settingsOf<S, C, R>(configuration: Configuration<S, C, R>): Settings<S, C, R> {
  const { replicas, service, timing, checkpointEvery = 1_000, rules } = configuration;
  if (!Number.isInteger(replicas) || replicas < 3 || replicas % 2 === 0) {
    throw new RangeError(`replicas must be 2f + 1 for some f of at least 1: 3, 5, 7, …; got ${replicas}.`);
  }
  if (!(checkpointEvery >= 1 && (Number.isInteger(checkpointEvery) || checkpointEvery === Infinity))) {
    throw new RangeError(
      `checkpointEvery must be a whole number of at least 1, or Infinity; got ${checkpointEvery}.`,
    );
  }
  const [patience, spread] = [milliseconds(200), milliseconds(200)];
  return {
    replicas,
    failures: (replicas - 1) / 2,
    service,
    timing: { heartbeat: milliseconds(50), patience, spread, retry: milliseconds(300), ...timing },
    checkpointEvery,
    rules: { ...soundRules<S, C, R>(), ...rules },
  };
}

/** A view-number is on disk before anything is said in the view, and the count of recoveries before anyone is asked. */
function step<S, C, R>(
  before: ReplicaState<S, C, R>,
  input: Input<Vocabulary<S, C, R>>,
  { self }: Context,
  settings: Settings<S, C, R>,
): Transition<Vocabulary<S, C, R>> {
  const { state, effects } = react(before, input, self, settings);
  const mustPersist = input.kind === "start" || state.view !== before.view;
  if (!mustPersist) return { state, effects };
  const { view, recoveries } = state;
  const persist: Effect<Vocabulary<S, C, R>> = { kind: "persist", value: { recoveries, view } };
  return { state, effects: [persist, ...effects] };
}

function react<S, C, R>(
  state: ReplicaState<S, C, R>,
  input: Input<Vocabulary<S, C, R>>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  switch (input.kind) {
    case "start":
      return start(state, input.persisted, self, settings);
    case "request":
      return onExecute(state, input.request, settings);
    case "timer":
      return onTimer(state, input.timer, self, settings);
    case "message":
      return onMessage(state, input.from, input.message, self, settings);
  }
}

function onTimer<S, C, R>(
  state: ReplicaState<S, C, R>,
  timer: Vocabulary<S, C, R>["timer"],
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  switch (timer) {
    case "heartbeat":
      return onHeartbeatTimer(state, self, settings);
    case "view-change":
      return onViewChangeTimer(state, self, settings);
    case "retry":
      return onRetry(state, settings);
  }
}

function onHeartbeatTimer<S, C, R>(
  state: ReplicaState<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status } = state;
  switch (status.kind) {
    case "normal":
      return status.primary === null ? unchanged(state) : onPrimaryHeartbeat(state, status.primary, settings);
    case "view-change":
      return onViewChangeHeartbeat(state, status, self, settings);
    case "recovering":
      return askAll(state, status, self, settings);
  }
}

function onMessage<S, C, R>(
  state: ReplicaState<S, C, R>,
  from: NodeId,
  message: Message<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status } = state;
  switch (message.kind) {
    case "request":
      if (status.kind !== "normal" || status.primary === null) return unchanged(state); // Its sender will ask again.
      return onRequest(state, status.primary, message.commands, settings);
    case "prepare":
      return onPrepare(state, from, message, settings);
    case "prepare-ok":
      return onPrepareOk(state, from, message, settings);
    case "commit":
      return onCommit(state, from, message, settings);
    case "start-view-change":
      return onStartViewChange(state, from, message, self, settings);
    case "do-view-change":
      return onDoViewChange(state, from, message, self, settings);
    case "start-view":
      return onStartView(state, message, settings);
    case "recovery":
      return onRecovery(state, from, message, self, settings);
    case "recovery-response":
      return onRecoveryResponse(state, from, message, settings);
    case "get-state":
      return onGetState(state, from, message);
    case "new-state":
      return onNewState(state, message, settings);
  }
}
