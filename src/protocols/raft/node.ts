import { andThen, emptyArray, milliseconds, unchanged } from "../../core/index.ts";
import type { Context, Effect, Input, NodeId, Protocol, Transition } from "../../core/index.ts";
import { onExecute, onRetryTimer } from "./clients.ts";
import { enterTerm, onElectionTimer, onRequestVote, onVote } from "./election.ts";
import { onAppendEntries, onInstallSnapshot } from "./follower.ts";
import { onHeartbeatTimer } from "./heartbeat.ts";
import { enqueue, onReply } from "./leader.ts";
import { emptyLog } from "./log.ts";
import type { Message, Rpc } from "./messages.ts";
import { changeMembers, onReconfigure } from "./reconfigure.ts";
import { blank } from "./replica.ts";
import { restart } from "./restart.ts";
import { soundRules } from "./rules.ts";
import type { Configuration, Here, Raft, RaftTurn, ServerState, Settings } from "./vocabulary.ts";

/**
 * Raft: servers agree on a log of commands by electing a leader, whose log then is the one that all others take over.
 *
 * Sources: Ongaro and Ousterhout, *In Search of an Understandable Consensus Algorithm* (extended version, 2014), "the
 * paper"; Ongaro, *Consensus: Bridging Theory and Practice* (2014), "the thesis".
 */
export function raft<S, C, R>(configuration: Configuration<S, C, R>): Protocol<Raft<S, C, R>> {
  const settings = settingsOf(configuration);
  const places: Here<S, C, R>[] = [];
  const at = (self: NodeId): Here<S, C, R> => (places[self] ??= { ...settings, self });
  const replica = blank(settings.service, settings.members);
  const initial: ServerState<S, C, R> = {
    currentTerm: 0,
    votedFor: null,
    log: emptyLog,
    snapshot: replica,
    replica,
    pending: [],
    role: { kind: "follower", leader: null },
    waiting: emptyArray,
    wanted: null,
  };
  return {
    name: "Raft",
    initial: () => initial,
    step: (state, input, context) => step(state, input, context, at(context.self)),
  };
}

/** @throws RangeError for a number that makes no sense. */
function settingsOf<S, C, R>(configuration: Configuration<S, C, R>): Settings<S, C, R> {
  const { batchSize = 64, window = 16, snapshotEvery = 1_000, timing, rules } = configuration;
  for (const [setting, value] of Object.entries({ batchSize, window, snapshotEvery })) {
    if (value >= 1 && (Number.isInteger(value) || value === Infinity)) continue;
    throw new RangeError(`${setting} must be a whole number of at least 1, or Infinity; got ${value}.`);
  }
  if (configuration.members.length === 0)
    throw new RangeError("members names no server; it takes at least one.");
  return {
    isSticky: true,
    hasNoOp: true,
    tellsCommit: true,
    ...configuration,
    members: configuration.members.toSorted((a, b) => a - b),
    batchSize,
    window,
    snapshotEvery,
    timing: {
      heartbeat: milliseconds(50),
      electionTimeout: { min: milliseconds(200), max: milliseconds(400) },
      retry: milliseconds(300),
      ...timing,
    },
    rules: { ...soundRules<S, C, R>(), ...rules },
  };
}

/**
 * Whatever a step changes of what must survive a crash is on disk before anything else that the step does: nobody hears
 * of a vote or an entry that could be forgotten.
 */
function step<S, C, R>(
  state: ServerState<S, C, R>,
  input: Input<Raft<S, C, R>>,
  _context: Context,
  here: Here<S, C, R>,
): Transition<Raft<S, C, R>> {
  if (input.kind === "start") return restart(state, input.persisted, here);
  const after = react(state, input, here);
  const mustPersist =
    after.state.currentTerm !== state.currentTerm ||
    after.state.votedFor !== state.votedFor ||
    after.state.log !== state.log ||
    after.state.snapshot !== state.snapshot;
  return mustPersist ? { state: after.state, effects: [persist(after.state), ...after.effects] } : after;
}

/**
 * One record replaces the other, yet all but a path of it is shared with the one before: what a real disk would write
 * is the entry, the term or the vote that differs.
 */
function persist<S, C, R>(state: ServerState<S, C, R>): Effect<Raft<S, C, R>> {
  const { currentTerm, votedFor, log, snapshot } = state;
  return { kind: "persist", value: { currentTerm, votedFor, log, snapshot } };
}

function react<S, C, R>(
  state: ServerState<S, C, R>,
  input: Exclude<Input<Raft<S, C, R>>, { readonly kind: "start" }>,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  switch (input.kind) {
    case "request":
      return input.request.kind === "execute"
        ? onExecute(state, input.request, here)
        : onReconfigure(state, input.request, here);
    case "timer":
      return onTimer(state, input.timer, here);
    case "message":
      return onMessage(state, input.from, input.message, here);
  }
}

function onTimer<S, C, R>(
  state: ServerState<S, C, R>,
  timer: Raft<S, C, R>["timer"],
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  switch (timer) {
    case "election":
      return onElectionTimer(state, here);
    case "heartbeat":
      return onHeartbeatTimer(state, here);
    case "retry":
      return onRetryTimer(state, here);
  }
}

function onMessage<S, C, R>(
  state: ServerState<S, C, R>,
  from: NodeId,
  message: Message<S, C, R>,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  switch (message.kind) {
    case "forward":
      if (state.role.kind !== "leader") return unchanged(state); // Its sender will find out who leads, and ask again.
      return enqueue(state, state.role, message.commands, here);
    case "reconfigure":
      return changeMembers(state, message, here);
    default:
      if (message.kind === "request-vote" && here.isSticky && isLoyal(state)) return unchanged(state);
      return message.term > state.currentTerm
        ? andThen(enterTerm(state, message.term, here), (state) => onRpc(state, from, message, here))
        : onRpc(state, from, message, here);
  }
}

/** Whether it leads, or has heard from a leader within the least election timeout (thesis, section 4.2.3). */
function isLoyal<S, C, R>({ role }: ServerState<S, C, R>): boolean {
  return role.kind === "leader" || (role.kind === "follower" && role.leader !== null);
}

function onRpc<S, C, R>(
  state: ServerState<S, C, R>,
  from: NodeId,
  message: Rpc<S, C, R>,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  switch (message.kind) {
    case "request-vote":
      return onRequestVote(state, message, here);
    case "request-vote-reply":
      return onVote(state, from, message, here);
    case "append-entries":
      return onAppendEntries(state, message, here);
    case "append-entries-reply":
    case "install-snapshot-reply":
      return onReply(state, from, message, here);
    case "install-snapshot":
      return onInstallSnapshot(state, message, here);
  }
}
