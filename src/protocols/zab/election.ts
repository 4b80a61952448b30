import {
  and,
  andThen,
  emptyArray,
  itemsFrom,
  nodes,
  unchanged,
  withItem,
  type NodeId,
  type SparseArray,
} from "../../core/index.ts";
import { discover } from "./discovery.ts";
import { tell, tellOthers } from "./group.ts";
import { lastZxid } from "./history.ts";
import type { Candidate, Notification } from "./messages.ts";
import { electionTimer, heartbeatTimer } from "./timers.ts";
import type { Following, Leading, Looking, ProcessState, Settings, Turn } from "./vocabulary.ts";
import { compareZxids, noZxid } from "./zxid.ts";

/**
 * Phase 0. The paper asks only for an oracle that sooner or later names the same living leader to a quorum. This one is like
 * ZooKeeper's fast leader election: everybody votes for itself, then for the best candidate it hears of, which is
 * the one with the most recent history. Safety does not depend on it.
 */
export function look<S, C, R>(
  state: ProcessState<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  return campaign(state, state.round + 1, candidate(state, self), self, settings);
}

function candidate<S, C, R>(state: ProcessState<S, C, R>, node: NodeId): Candidate {
  return { node, epoch: state.current, last: lastZxid(state) };
}

function campaign<S, C, R>(
  state: ProcessState<S, C, R>,
  round: number,
  vote: Candidate,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const votes: SparseArray<NodeId> = withItem<NodeId>(emptyArray, self, vote.node);
  const next: ProcessState<S, C, R> = { ...state, round, role: { kind: "looking", vote, votes } };
  return {
    state: next,
    effects: [
      ...tellOthers<S, C, R>(self, { kind: "notification", round, vote }, settings),
      heartbeatTimer(settings),
      electionTimer(settings),
    ],
  };
}

/** Somebody looks for a leader. Whoever has one need not answer: it lets itself be heard of. */
export function onNotification<S, C, R>(
  state: ProcessState<S, C, R>,
  from: NodeId,
  { round, vote }: Notification,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "looking") return unchanged(state);
  if (round < state.round) {
    const mine = { kind: "notification" as const, round: state.round, vote: role.vote };
    return { state, effects: [tell(from, mine)] };
  }
  const own = round > state.round ? candidate(state, self) : role.vote;
  const best = isBetter(vote, own) ? vote : own;
  const isNews = round > state.round || best !== role.vote;
  const turn = isNews ? revote(state, role, round, best, self, settings) : unchanged(state);
  return andThen(turn, (state) => count(state, from, vote.node, self, settings));
}

/** In a later round it begins anew; a better candidate in the same round is told to all. */
function revote<S, C, R>(
  state: ProcessState<S, C, R>,
  role: Looking,
  round: number,
  vote: Candidate,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (round > state.round) return campaign(state, round, vote, self, settings);
  const votes = withItem(role.votes, self, vote.node);
  return {
    state: { ...state, role: { ...role, vote, votes } },
    effects: tellOthers(self, { kind: "notification", round, vote }, settings),
  };
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.epoch !== other.epoch) return one.epoch > other.epoch;
  return (compareZxids(one.last, other.last) || one.node - other.node) > 0;
}

/** Counts a vote; asking somebody to lead is one as well. */
export function count<S, C, R>(
  state: ProcessState<S, C, R>,
  voter: NodeId,
  votedFor: NodeId,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "looking") return unchanged(state);
  const votes = withItem(role.votes, voter, votedFor);
  const { node } = role.vote;
  const supporters = itemsFrom(votes).filter(({ item }) => item === node).length;
  const next = { ...state, role: { ...role, votes } };
  if (supporters < settings.quorum) return unchanged(next);
  return node === self ? lead(next, self, settings) : follow(next, node, settings);
}

export function follow<S, C, R>(
  state: ProcessState<S, C, R>,
  leader: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const role: Following<C> = {
    kind: "following",
    leader,
    phase: "discovery",
    early: emptyArray,
    committed: noZxid,
  };
  return {
    state: { ...state, role },
    effects: [
      tell(leader, { kind: "cepoch", epoch: state.accepted.epoch }),
      heartbeatTimer(settings),
      electionTimer(settings),
    ],
  };
}

/** Elected, it is a prospective leader: not before a quorum has synchronised with it does it lead anything. */
function lead<S, C, R>(
  state: ProcessState<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const role: Leading<S, C, R> = {
    kind: "leading",
    phase: "discovery",
    epoch: 0,
    epochs: withItem(emptyArray as SparseArray<number>, self, state.accepted.epoch),
    acknowledged: [],
    best: null,
    initial: 0,
    synced: nodes(settings.processes).map(() => null),
    sentBefore: 0,
    requested: emptyArray,
    heard: [self],
    unheard: 0,
  };
  const elected: Turn<S, C, R> = {
    state: { ...state, role },
    effects: [
      ...tellOthers<S, C, R>(self, { kind: "ping", epoch: 0, zxid: noZxid }, settings),
      heartbeatTimer(settings),
      electionTimer(settings),
    ],
  };
  return andThen(elected, (state) => discover(state, self, settings));
}

/** While it looks, it says again whom it votes for. */
export function onLookingHeartbeat<S, C, R>(
  state: ProcessState<S, C, R>,
  { vote }: Looking,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { round } = state;
  const says: Turn<S, C, R> = {
    state,
    effects: tellOthers(self, { kind: "notification", round, vote }, settings),
  };
  return and(says, [heartbeatTimer(settings)]);
}
