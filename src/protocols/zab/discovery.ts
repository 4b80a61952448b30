import { and, andThen, itemsFrom, unchanged, withItem, withNode, type NodeId } from "../../core/index.ts";
import { tell } from "./group.ts";
import { historyOf, newLeader } from "./history.ts";
import type { AckEpoch, CurrentEpoch, NewEpoch } from "./messages.ts";
import { synchronise } from "./synchronisation.ts";
import { electionTimer } from "./timers.ts";
import type { Leading, ProcessState, Settings, Turn } from "./vocabulary.ts";

/**
 * Phase 1, at the leader: somebody asks to be led (CEPOCH). One who has accepted a later epoch than the leader's can follow
 * only after a further election: null says so.
 *
 * Whoever comes when the epoch has begun is told all at once (algorithm 3, last part).
 */
export function onCurrentEpoch<S, C, R>(
  state: ProcessState<S, C, R>,
  role: Leading<S, C, R>,
  from: NodeId,
  { epoch }: CurrentEpoch,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> | null {
  if (role.epoch === 0) {
    const epochs = withItem(role.epochs, from, epoch);
    return discover({ ...state, role: { ...role, epochs } }, self, settings);
  }
  if (epoch > role.epoch) return null;
  const begins: Turn<S, C, R> = {
    state,
    effects: [tell(from, { kind: "newepoch", epoch: role.epoch })],
  };
  return role.phase === "discovery" ? begins : and(begins, [tell(from, newLeader(state))]);
}

/** A quorum has told which epochs they have accepted: the next one can be proposed. The leader is the first to accept it. */
export function discover<S, C, R>(
  state: ProcessState<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "leading") return unchanged(state);
  const told = itemsFrom(role.epochs);
  if (told.length < settings.quorum) return unchanged(state);
  const epoch = settings.rules.nextEpoch(told.map(({ item }) => item));
  const accepted = { ...state, accepted: { epoch, leader: self }, role: { ...role, epoch } };
  const proposes: Turn<S, C, R> = {
    state: accepted,
    effects: told
      .filter(({ index }) => index !== self)
      .map(({ index }) => tell(index, { kind: "newepoch", epoch })),
  };
  return andThen(proposes, (state) => onAckEpoch(state, self, ackEpoch(state), self, settings));
}

/** At a follower: it acknowledges the epoch, and takes part in none before. */
export function onNewEpoch<S, C, R>(
  state: ProcessState<S, C, R>,
  from: NodeId,
  { epoch }: NewEpoch,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, accepted } = state;
  if (role.kind !== "following" || role.leader !== from || role.phase === "broadcast")
    return unchanged(state);
  if (!settings.rules.mayAccept(accepted, epoch, from)) return unchanged(state);
  const accepts = { ...state, accepted: { epoch, leader: from } };
  return { state: accepts, effects: [tell(from, ackEpoch(accepts)), electionTimer(settings)] };
}

function ackEpoch<S, C, R>(state: ProcessState<S, C, R>): AckEpoch<S, C, R> {
  const { accepted, current } = state;
  return { kind: "ack-e", epoch: accepted.epoch, current, history: historyOf(state) };
}

/** At the leader: a quorum has left all earlier epochs, and one of their histories is the most recent (ACK-E). */
export function onAckEpoch<S, C, R>(
  state: ProcessState<S, C, R>,
  from: NodeId,
  message: AckEpoch<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "leading" || role.phase !== "discovery" || role.epoch !== message.epoch)
    return unchanged(state);
  const acknowledged = withNode(role.acknowledged, from);
  const isBetter = role.best === null || settings.rules.prefers(message, role.best);
  const best = isBetter ? message : role.best;
  const next: Leading<S, C, R> = { ...role, acknowledged, best };
  return acknowledged.length < settings.quorum
    ? unchanged({ ...state, role: next })
    : synchronise(state, next, self, settings);
}
