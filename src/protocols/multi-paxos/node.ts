import { milliseconds, emptyArray, unchanged } from "../../core/index.ts";
import type { Context, Effect, Input, NodeId, Protocol, Transition } from "../../core/index.ts";
import { onAccept, onPrepare } from "./acceptor.ts";
import { onExecute } from "./clients.ts";
import { onElectionTimer, onNack, onPromise } from "./election.ts";
import { onAlive, onBatchTimer, onHeartbeat, onHeartbeatTimer } from "./heartbeat.ts";
import { enqueue, onAccepted } from "./leader.ts";
import { install, learn, onCatchUp, onMissing } from "./learner.ts";
import { quorumsFrom } from "./membership/membership.ts";
import { onReconfigure } from "./membership/reconfigure.ts";
import { takeUp } from "./membership/wanted.ts";
import type { Message } from "./messages.ts";
import { onReadQuestion } from "./reads/reach.ts";
import { answerReads, onRead, onReadSlot } from "./reads/reads.ts";
import { blank } from "./replica.ts";
import { restart } from "./restart.ts";
import { onRetry } from "./retry.ts";
import { soundRules } from "./rules.ts";
import type { Configuration, MultiPaxos, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * Multi-Paxos: nodes agree on a log of commands, slot by slot, and each applies it to its copy of a service.
 *
 * A distinguished leader goes through phase 1 once for all slots, after which a command costs one round trip from the
 * leader to a quorum. Sources: Lamport, *Paxos Made Simple* (2001), section 3; Chandra, Griesemer and Redstone,
 * *Paxos Made Live* (2007); van Renesse and Altinbuken, *Paxos Made Moderately Complex* (2015).
 */
export function multiPaxos<S, C, R>(configuration: Configuration<S, C, R>): Protocol<MultiPaxos<S, C, R>> {
  const settings = settingsOf(configuration);
  const replica = blank(settings.service);
  const initial: NodeState<S, C, R> = {
    promised: null,
    log: emptyArray,
    logStart: 0,
    replica,
    snapshot: replica,
    role: { kind: "following", leader: null, isPatient: true },
    waiting: emptyArray,
    wanted: emptyArray,
    reads: emptyArray,
  };
  return {
    name: "Multi-Paxos",
    initial: () => initial,
    step: (state, input, context) => step(state, input, context, settings),
  };
}

/** @throws RangeError for a number that makes no sense. */
function settingsOf<S, C, R>(configuration: Configuration<S, C, R>): Settings<S, C, R> {
  const { window = 16, snapshotEvery = 1_000, isSticky = true, isThrifty = false } = configuration;
  const { quorums, timing, batch, rules, clockDrift = null } = configuration;
  const size = batch?.size ?? 64;
  for (const [setting, value] of Object.entries({ window, snapshotEvery, "batch.size": size })) {
    if (value >= 1 && (Number.isInteger(value) || value === Infinity)) continue;
    throw new RangeError(`${setting} must be a whole number of at least 1, or Infinity; got ${value}.`);
  }
  requireSoundLeases(clockDrift, isSticky);
  const [patience, spread] = [milliseconds(200), milliseconds(200)];
  return {
    quorums,
    quorumsOf: quorumsFrom(quorums),
    service: configuration.service,
    window,
    snapshotEvery,
    isSticky,
    isThrifty,
    clockDrift,
    timing: { heartbeat: milliseconds(50), patience, spread, retry: milliseconds(300), ...timing },
    batch: { size, delay: batch?.delay ?? 0 },
    rules: { ...soundRules<S, C, R>(), ...rules },
  };
}

function requireSoundLeases(clockDrift: number | null, isSticky: boolean): void {
  if (clockDrift === null) return;
  if (!(clockDrift >= 0 && clockDrift < 1)) {
    throw new RangeError(
      `clockDrift must be a fraction from 0 to below 1, or null for no leases; got ${clockDrift}.`,
    );
  }
  if (!isSticky) {
    throw new RangeError(
      "Leases (clockDrift) rest on nodes that deny their promise to others: isSticky must not be false.",
    );
  }
}

/**
 * Whatever a step changes of what must survive a crash is on disk before anything else that the step does: nobody hears
 * of a promise or an acceptance that could be forgotten.
 */
function step<S, C, R>(
  state: NodeState<S, C, R>,
  input: Input<MultiPaxos<S, C, R>>,
  context: Context,
  settings: Settings<S, C, R>,
): Transition<MultiPaxos<S, C, R>> {
  if (input.kind === "start") return restart(state, input.persisted, settings);
  const after = answerReads(state, react(state, input, context, settings), context, settings);
  const mustPersist =
    after.state.promised !== state.promised ||
    after.state.log !== state.log ||
    after.state.snapshot !== state.snapshot;
  return mustPersist ? { state: after.state, effects: [persist(after.state), ...after.effects] } : after;
}

/**
 * One record replaces the other, yet all but a path of it is shared with the one before: what a real disk would write
 * is the entry or the ballot that differs. How far things are chosen need not be written for its own sake.
 */
function persist<S, C, R>({
  promised,
  log,
  logStart,
  snapshot,
  replica,
}: NodeState<S, C, R>): Effect<MultiPaxos<S, C, R>> {
  return { kind: "persist", value: { promised, log, logStart, snapshot, chosenBelow: replica.next } };
}

function react<S, C, R>(
  state: NodeState<S, C, R>,
  input: Exclude<Input<MultiPaxos<S, C, R>>, { readonly kind: "start" }>,
  context: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  switch (input.kind) {
    case "request":
      return onRequest(state, input.request, context, settings);
    case "timer":
      return onTimer(state, input.timer, context, settings);
    case "message":
      return onMessage(state, input.from, input.message, context, settings);
  }
}

function onRequest<S, C, R>(
  state: NodeState<S, C, R>,
  request: MultiPaxos<S, C, R>["request"],
  context: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  switch (request.kind) {
    case "execute":
      return onExecute(state, request, settings);
    case "read":
      return onRead(state, request, context, settings);
    case "reconfigure":
      return onReconfigure(state, request, settings);
  }
}

function onTimer<S, C, R>(
  state: NodeState<S, C, R>,
  timer: MultiPaxos<S, C, R>["timer"],
  context: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  switch (timer) {
    case "election":
      return onElectionTimer(state, context, settings);
    case "heartbeat":
      return onHeartbeatTimer(state, context.now, settings);
    case "batch":
      return onBatchTimer(state, settings);
    case "retry":
      return onRetry(state, context, settings);
  }
}

function onMessage<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  message: Message<S, C, R>,
  { now }: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  switch (message.kind) {
    case "prepare":
      return onPrepare(state, from, message, settings);
    case "promise":
      return onPromise(state, from, message, now, settings);
    case "accept":
      return onAccept(state, from, message, settings);
    case "accepted":
      return onAccepted(state, from, message, settings);
    case "nack":
      return onNack(state, message, settings);
    case "chosen":
      return learn(state, message.ballot, message.chosenBelow, settings);
    case "heartbeat":
      return onHeartbeat(state, from, message, settings);
    case "alive":
      return onAlive(state, from, message, now, settings);
    case "missing":
      return onMissing(state, from, message);
    case "catch-up":
      return onCatchUp(state, from, message, settings);
    case "snapshot":
      // A leader has learned all it needs in phase 1; what it has in flight lies behind that.
      return state.role.kind === "leading" ? unchanged(state) : install(state, message.replica);
    case "read":
      return onReadQuestion(state, from, message, now, settings);
    case "read-slot":
      return onReadSlot(state, from, message, settings);
    case "forward":
      if (state.role.kind !== "leading") return unchanged(state); // Its sender will find out who leads, and ask again.
      return enqueue(state, state.role, message.commands, settings);
    case "reconfigure":
      return takeUp(state, message, settings);
  }
}
