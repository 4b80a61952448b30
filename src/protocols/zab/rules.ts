import { itemAt, type ClientCommand, type NodeId, type Service } from "../../core/index.ts";
import { lastZxid } from "./history.ts";
import type { Ack, AckEpoch, AckLeader, History, Propose } from "./messages.ts";
import { execute, type Replica } from "./replica.ts";
import type { AcceptedEpoch, ProcessState } from "./vocabulary.ts";
import { compareZxids, type Epoch, type Zxid } from "./zxid.ts";

/**
 * The few lines on which it hangs whether the history is right, one by one, so that they can be read together, written by
 * a student, or planted with a bug.
 */
export interface Rules<S, C, R> {
  /** Phase 1: the epoch that a leader proposes, by those that a quorum has accepted. */
  readonly nextEpoch: (accepted: readonly Epoch[]) => Epoch;
  /** Phase 1: whether a follower may acknowledge this epoch to this leader. */
  readonly mayAccept: (accepted: AcceptedEpoch, epoch: Epoch, leader: NodeId) => boolean;
  /** Phase 1: which of two histories a leader prefers. */
  readonly prefers: (one: AckEpoch<S, C, R>, other: AckEpoch<S, C, R>) => boolean;
  /** Phase 2: the history of a follower once it has this NEWLEADER. */
  readonly synchronised: (
    state: ProcessState<S, C, R>,
    epoch: Epoch,
    history: History<S, C, R>,
  ) => History<S, C, R> | null;
  /** Phase 2: whether a leader may begin to broadcast that so many have synchronised with, of whom so many are a quorum. */
  readonly mayBroadcast: (synchronised: number, quorum: number) => boolean;
  /** Phase 3: whether a follower takes a proposal, maybe for later. */
  readonly takes: (state: ProcessState<S, C, R>, from: NodeId, propose: Propose<C>) => boolean;
  /** Phase 3: whether an acknowledgement counts in this epoch. */
  readonly counts: (ack: Ack | AckLeader, epoch: Epoch) => boolean;
  /** Phase 3: the place of the transaction to be delivered now that all up to this one is committed; null if none. */
  readonly deliversNext: (state: ProcessState<S, C, R>, committed: Zxid) => number | null;
  /** What a transaction makes of the replica. */
  readonly execute: (
    replica: Replica<S, R>,
    command: ClientCommand<C>,
    service: Service<S, C, R>,
  ) => ReturnType<typeof execute<S, C, R>>;
}

export function soundRules<S, C, R>(): Rules<S, C, R> {
  return {
    nextEpoch,
    mayAccept,
    prefers,
    synchronised,
    mayBroadcast: (synchronised, quorum) => synchronised >= quorum,
    takes,
    counts: (ack, epoch) => ack.epoch === epoch,
    deliversNext,
    execute,
  };
}

/** Later than all of them: so no two quorums acknowledge one epoch to two leaders. */
function nextEpoch(accepted: readonly Epoch[]): Epoch {
  return Math.max(...accepted) + 1;
}

/** Only one later than all before; again, if it is the same leader that asks again because the answer was lost. */
function mayAccept(accepted: AcceptedEpoch, epoch: Epoch, leader: NodeId): boolean {
  return epoch > accepted.epoch || (epoch === accepted.epoch && leader === accepted.leader);
}

/** The one of the latest epoch that had a leader; of several, the longest. It holds whatever is committed. */
function prefers<S, C, R>(one: AckEpoch<S, C, R>, other: AckEpoch<S, C, R>): boolean {
  if (one.current !== other.current) return one.current > other.current;
  return compareZxids(lastZxid(one.history), lastZxid(other.history)) > 0;
}

/**
 * The leader's history takes the place of the follower's own, whatever more that holds: what a deposed leader proposed
 * and no quorum got is discarded here. Only one that already follows this leader keeps what it has
 * got since then, for its own history is part of the leader's. Null means that it does so.
 */
function synchronised<S, C, R>(
  state: ProcessState<S, C, R>,
  epoch: Epoch,
  history: History<S, C, R>,
): History<S, C, R> | null {
  return state.current === epoch && history.length <= state.length ? null : history;
}

/** Only from the leader, and of the epoch, that it has synchronised with. */
function takes<S, C, R>(
  { role, current }: ProcessState<S, C, R>,
  from: NodeId,
  { epoch }: Propose<C>,
): boolean {
  return role.kind === "following" && role.phase === "broadcast" && role.leader === from && epoch === current;
}

/** The next one in order, if the commit reaches so far. */
function deliversNext<S, C, R>(
  { log, length, replica: { delivered } }: ProcessState<S, C, R>,
  committed: Zxid,
): number | null {
  const next = delivered < length ? itemAt(log, delivered) : null;
  return next !== null && compareZxids(next.zxid, committed) <= 0 ? delivered : null;
}
