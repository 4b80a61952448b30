import {
  emptyArray,
  emptyQueue,
  milliseconds,
  unchanged,
  type Context,
  type Input,
  type NodeId,
  type Protocol,
  type Transition,
} from "../../core/index.ts";
import { signatures } from "../byzantine/index.ts";
import { onPrePrepare, onVote } from "./agreement.ts";
import { onCheckpoint, onStateTransfer } from "./checkpoints.ts";
import { executeReady, onCommitted } from "./execution.ts";
import { keysOf } from "./keys.ts";
import type { Message } from "./messages.ts";
import { inOrder } from "./places.ts";
import { onRequest, order } from "./primary.ts";
import { askAll, onClientRequest, onReply } from "./proxy.ts";
import { soundRules } from "./rules.ts";
import { onStatus, tellStatus } from "./status.ts";
import { withTimers } from "./timers.ts";
import { askFor, onNewView, onViewChange } from "./view-change.ts";
import type { Configuration, NodeState, Pbft, Replica, Settings, Site, Turn } from "./vocabulary.ts";

/**
 * PBFT: a replicated service that works although up to f of its 3f + 1 replicas may do anything at all.
 *
 * Source: Miguel Castro and Barbara Liskov, *Practical Byzantine Fault Tolerance*, OSDI 1999; its variant with signatures
 * (BFT-PK in *Practical Byzantine Fault Tolerance and Proactive Recovery*, TOCS 2002). Replicas that crash come back with what
 * they have written to disk, which the papers do not ask for.
 */
export function pbft<S, C, R>(configuration: Configuration<S, C, R>): Protocol<Pbft<S, C, R>> {
  const settings = settle(configuration);
  const initial = blank<S, C, R>(settings);
  return {
    name: "PBFT",
    initial: () => initial,
    step: (state, input, context) => step(state, input, context, settings),
  };
}

function settle<S, C, R>(configuration: Configuration<S, C, R>): Settings<S, C, R> {
  const { authentication = signatures, timing, rules, checkpointEvery = 100, ...others } = configuration;
  const { logSize = 2 * checkpointEvery, window = 16, batchSize = 64 } = others;
  for (const [name, count] of Object.entries({ checkpointEvery, logSize, window, batchSize })) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`${name} is a whole number, at least 1; got ${count}.`);
    }
  }
  if (logSize < checkpointEvery) {
    throw new RangeError(
      `logSize must be at least checkpointEvery, or the log fills up before a checkpoint; got ${logSize} and ${checkpointEvery}.`,
    );
  }
  return {
    ...others,
    checkpointEvery,
    logSize,
    window,
    batchSize,
    timing: {
      patience: milliseconds(200),
      doublings: 5,
      retry: milliseconds(150),
      status: milliseconds(60),
      ...timing,
    },
    keys: keysOf(authentication),
    rules: { ...soundRules<C>(), ...rules },
  };
}

function blank<S, C, R>({ service }: Settings<S, C, R>): NodeState<S, C, R> {
  const replica: Replica<S, C, R> = {
    view: 0,
    isActive: true,
    newView: null,
    viewChanges: [],
    lastOrdered: 0,
    log: emptyArray,
    current: { sequence: 0, state: service.initial, sessions: emptyArray },
    stable: { sequence: 0, proof: [] },
    snapshots: [],
    checkpoints: [],
  };
  return {
    replica,
    pending: emptyArray,
    queue: emptyQueue,
    assigned: emptyArray,
    alarm: null,
    attempts: 0,
    outstanding: emptyArray,
    isCurious: false,
    isRetrying: false,
    watched: null,
  };
}

/** What a step changes of the replica is on disk before anybody hears of it. */
function step<S, C, R>(
  before: NodeState<S, C, R>,
  input: Input<Pbft<S, C, R>>,
  { self }: Context,
  settings: Settings<S, C, R>,
): Transition<Pbft<S, C, R>> {
  const site: Site<S, C, R> = { ...settings, self };
  const turn = react(before, input, site);
  if (turn.state === before && turn.effects.length === 0) return unchanged(before);
  const { state, effects } = withTimers(
    inOrder(
      turn.state,
      (state) => executeReady(state, site),
      (state) => order(state, site),
    ),
    site,
  );
  const all = [...turn.effects, ...effects];
  const isOnDisk =
    state.replica === before.replica || (input.kind === "start" && state.replica === input.persisted);
  return isOnDisk
    ? { state, effects: all }
    : { state, effects: [{ kind: "persist", value: state.replica }, ...all] };
}

function react<S, C, R>(
  state: NodeState<S, C, R>,
  input: Input<Pbft<S, C, R>>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  switch (input.kind) {
    case "start":
      return input.persisted === null ? unchanged(state) : restart(state, input.persisted, site);
    case "request":
      return onClientRequest(state, input.request, site);
    case "timer":
      return onTimer(state, input.timer, site);
    case "message":
      return onMessage(state, input.from, input.message, site);
  }
}

function restart<S, C, R>(
  fresh: NodeState<S, C, R>,
  replica: Replica<S, C, R>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { sequence, state: service } = replica.current;
  return inOrder(
    { ...fresh, replica },
    (state) => ({
      state,
      effects: [{ kind: "decide", decision: { kind: "restored", sequence, state: service } }],
    }),
    (state) => tellStatus(state, site),
  );
}

function onTimer<S, C, R>(
  state: NodeState<S, C, R>,
  timer: Pbft<S, C, R>["timer"],
  site: Site<S, C, R>,
): Turn<S, C, R> {
  switch (timer) {
    case "view change": {
      const impatient = { ...state, alarm: null, attempts: state.attempts + 1 };
      return askFor(impatient, state.replica.view + 1, site);
    }
    case "retry":
      return { state: { ...state, isRetrying: false }, effects: askAll(state, site) };
    case "status": {
      const stopped = { ...state, watched: null };
      const { isActive, current } = state.replica;
      const isStuck = state.isCurious || !isActive || state.watched === current.sequence;
      return isStuck ? tellStatus(stopped, site) : { state: stopped, effects: [] };
    }
  }
}

function onMessage<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  message: Message<S, C, R>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  switch (message.kind) {
    case "request":
      return onRequest(state, message, site);
    case "pre-prepare":
      return onPrePrepare(state, message, site);
    case "prepare":
    case "commit":
      return onVote(state, message, site);
    case "committed":
      return onCommitted(state, message, site);
    case "checkpoint":
      return onCheckpoint(state, message, site);
    case "view-change":
      return onViewChange(state, message, site);
    case "new-view":
      return onNewView(state, message, site);
    case "reply":
      return onReply(state, message, site);
    case "status":
      return onStatus(state, from, message, site);
    case "state":
      return onStateTransfer(state, message, site);
  }
}
