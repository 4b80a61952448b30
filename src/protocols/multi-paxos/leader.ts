import {
  and,
  andThen,
  broadcast,
  emptyArray,
  fromIndex,
  itemAt,
  itemsFrom,
  sameBallot,
  unchanged,
  withItem,
  withNode,
  type NodeId,
  type Time,
  emptyQueue,
  enqueued,
  type ClientCommand,
} from "../../core/index.ts";
import { apply } from "./learner.ts";
import { preparedFor, retire, withPrepared } from "./membership/handover.ts";
import { others, quorumsAt, quorumsInForce, stillWanted } from "./membership/tenures.ts";
import type { Accepted } from "./messages.ts";
import { propose } from "./propose.ts";
import { leaseOfElected, renewed } from "./reads/lease.ts";
import { heartbeatTimer } from "./timers.ts";
import type { Campaigning, Leading, NodeState, Settings, Turn } from "./vocabulary.ts";

/** Elected: from here on it goes through phase 2 only, slot after slot, for as long as nobody stops it. */
export function lead<S, C, R>(
  state: NodeState<S, C, R>,
  { ballot, promises, reported }: Campaigning<C>,
  now: Time,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { next } = state.replica;
  const open = fromIndex(reported, next);
  const lease = leaseOfElected(next, open, settings);
  const role: Leading<C> = {
    kind: "leading",
    ballot,
    promises,
    prepared: preparedFor(state, ballot.node, promises, settings),
    reported: open,
    inFlight: [],
    sentBefore: next,
    queue: emptyQueue,
    held: "no",
    seen: emptyArray,
    reconfigurations: stillWanted(state),
    heard: [ballot.node],
    unheard: 0,
    responsive: promises,
    lease: lease && renewed(lease, ballot.node, now, quorumsInForce(state, settings), settings),
  };
  const elected: Turn<S, C, R> = {
    state: admitted(
      { ...state, role },
      role,
      itemsFrom(state.waiting).map(({ item }) => item),
    ),
    effects: [
      { kind: "cancel-timer", timer: "election" },
      ...heartbeats(state, role, now, settings),
      heartbeatTimer(settings),
    ],
  };
  return andThen(elected, (state) => drive(state, settings));
}

export function heartbeats<S, C, R>(
  state: NodeState<S, C, R>,
  { ballot, lease }: Leading<C>,
  now: Time,
  settings: Settings<S, C, R>,
): Turn<S, C, R>["effects"] {
  const sentAt = lease && now;
  return broadcast(others(state, ballot.node, settings), {
    kind: "heartbeat" as const,
    ballot,
    chosenBelow: state.replica.next,
    sentAt,
  });
}

/** Commands come in, from clients here or by way of other nodes. */
export function enqueue<S, C, R>(
  state: NodeState<S, C, R>,
  role: Leading<C>,
  commands: readonly ClientCommand<C>[],
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const next = admitted(state, role, commands);
  return next === state ? unchanged(state) : drive(next, settings);
}

/** A command that it has seen under this ballot will be chosen without being proposed again. */
function admitted<S, C, R>(
  state: NodeState<S, C, R>,
  role: Leading<C>,
  commands: readonly ClientCommand<C>[],
): NodeState<S, C, R> {
  let { queue, seen } = role;
  for (const command of commands) {
    const { client, sequence } = command;
    const last = itemAt(seen, client) ?? itemAt(state.replica.sessions, client)?.sequence ?? -1;
    if (sequence <= last) continue;
    queue = enqueued(queue, command);
    seen = withItem(seen, client, sequence);
  }
  return queue === role.queue ? state : { ...state, role: { ...role, queue, seen } };
}

/** Phase 2b comes back: a slot may be chosen now, and others behind it may have waited for that. */
export function onAccepted<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  { ballot, slot }: Accepted,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, replica } = state;
  if (role.kind !== "leading" || !sameBallot(role.ballot, ballot)) return unchanged(state);
  const place = slot - replica.next;
  const proposed = role.inFlight[place];
  if (proposed === undefined) return unchanged(state);
  if (!settings.rules.hasVote(from, quorumsAt(replica, slot, settings))) return unchanged(state);
  const acceptors = withNode(proposed.acceptors, from);
  if (acceptors === proposed.acceptors) return unchanged(state);
  const inFlight = role.inFlight.with(place, { ...proposed, acceptors });
  return drive({ ...state, role: { ...role, inFlight } }, settings);
}

/** Applies what can be applied, proposes what then can be proposed, and lets the others know. */
export function drive<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  let turn = andThen(commit(state, settings), (state) => propose(state, settings));
  // With a quorum of one, what was proposed just now is chosen already.
  while (isFirstChosen(turn.state, settings)) {
    turn = andThen(turn, (state) => commit(state, settings));
    turn = andThen(turn, (state) => propose(state, settings));
  }
  return retire(state, tell(state, turn, settings), settings);
}

/** Lets all who had to do with the slots know that they are chosen. */
function tell<S, C, R>(
  before: NodeState<S, C, R>,
  turn: Turn<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, replica } = turn.state;
  const isNews = replica.next > before.replica.next;
  // Accept messages carry the news as well.
  const isTold = turn.effects.some((effect) => effect.kind === "send" && effect.message.kind === "accept");
  const isHandover = replica.tenures !== before.replica.tenures;
  if (role.kind !== "leading" || !isNews || (isTold && !isHandover)) return turn;
  const message = { kind: "chosen" as const, ballot: role.ballot, chosenBelow: replica.next };
  return and(turn, broadcast(others(before, role.ballot.node, settings), message));
}

/** Slots are chosen in any order and applied in theirs. */
function commit<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  let turn: Turn<S, C, R> = unchanged(state);
  while (isFirstChosen(turn.state, settings)) {
    turn = andThen(turn, (state) => apply(state, state.replica.next, settings));
    const { role } = turn.state;
    if (role.kind !== "leading") return turn;
    turn = { ...turn, state: { ...turn.state, role: { ...role, inFlight: role.inFlight.slice(1) } } };
  }
  return andThen(turn, (after) => withPrepared(state, after, settings));
}

function isFirstChosen<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): boolean {
  const { role } = state;
  const first = role.kind === "leading" ? role.inFlight[0] : undefined;
  return first !== undefined && quorumsInForce(state, settings).isPhase2Quorum(first.acceptors);
}
