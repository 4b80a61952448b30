import { and, andThen, emptyArray, unchanged, type NodeId } from "../../core/index.ts";
import { establish } from "./broadcast.ts";
import { submitWaiting } from "./clients.ts";
import { deliverUpTo } from "./deliver.ts";
import { tell } from "./group.ts";
import { adopt, lastZxid, newLeader } from "./history.ts";
import type { CommitLeader, NewLeader } from "./messages.ts";
import { electionTimer } from "./timers.ts";
import type { Following, Leading, ProcessState, Settings, Turn } from "./vocabulary.ts";
import { compareZxids } from "./zxid.ts";

/** Phase 2, at the leader: the most recent history is its own from here on, and is to be that of a quorum (NEWLEADER). */
export function synchronise<S, C, R>(
  state: ProcessState<S, C, R>,
  role: Leading<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const adopted = role.best === null ? unchanged(state) : adopt(state, role.best.history);
  return andThen(adopted, (state) => {
    const { length } = state;
    const leading: Leading<S, C, R> = {
      ...role,
      phase: "synchronisation",
      best: null,
      initial: length,
      synced: role.synced.with(self, length),
      sentBefore: length,
    };
    const next = { ...state, current: role.epoch, role: leading };
    const followers = role.acknowledged.filter((process) => process !== self);
    const begins: Turn<S, C, R> = {
      state: next,
      effects: followers.map((process) => tell(process, newLeader(next))),
    };
    return andThen(begins, (state) => establish(state, leading, self, settings));
  });
}

/** At a follower: the leader's history becomes its own, in one write together with the epoch (ACK-LD). */
export function onNewLeader<S, C, R>(
  before: ProcessState<S, C, R>,
  from: NodeId,
  { epoch, history }: NewLeader<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, accepted } = before;
  if (role.kind !== "following" || role.leader !== from || epoch < accepted.epoch) return unchanged(before);
  const theirs = settings.rules.synchronised(before, epoch, history);
  const adopted = theirs === null ? unchanged(before) : adopt(before, theirs);
  const isFirst = role.phase === "discovery";
  return andThen(adopted, (state) => {
    const early = epoch === before.current ? role.early : emptyArray;
    const next: Following<C> = { ...role, phase: "broadcast", early };
    const synchronised = { ...state, accepted: { epoch, leader: from }, current: epoch, role: next };
    const acknowledges: Turn<S, C, R> = {
      state: synchronised,
      effects: [tell(from, { kind: "ack-ld", epoch, zxid: lastZxid(synchronised) }), electionTimer(settings)],
    };
    return isFirst ? andThen(acknowledges, (state) => submitWaiting(state, self)) : acknowledges;
  });
}

/** At a follower: a quorum has that history (COMMIT-LD), or all up to this transaction. */
export function onCommit<S, C, R>(
  state: ProcessState<S, C, R>,
  from: NodeId,
  { epoch, zxid }: Pick<CommitLeader, "epoch" | "zxid">,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, current } = state;
  const isSynchronised =
    role.kind === "following" && role.leader === from && role.phase === "broadcast" && epoch === current;
  if (!isSynchronised) return unchanged(state);
  const committed = compareZxids(zxid, role.committed) > 0 ? zxid : role.committed;
  const known = { ...state, role: { ...role, committed } };
  return and(deliverUpTo(known, zxid, settings), [electionTimer(settings)]);
}
