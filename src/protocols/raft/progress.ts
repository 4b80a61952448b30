import type { NodeId } from "../../core/index.ts";

/** What a leader knows of a follower's log. */
export interface Progress {
  readonly node: NodeId;
  /** The entry to be sent next. */
  readonly nextIndex: number;
  /** Up to here, the follower's log is known to be the leader's. */
  readonly matchIndex: number;
  /**
   * `probing`: whether the logs agree before `nextIndex` is not known; one appendEntries is under way, and `nextIndex` stays
   * where it is until that is answered. `replicating`: they do, if nothing gets lost, and many are.
   */
  readonly mode: "probing" | "replicating";
  /** The index of the last entry of each appendEntries, or snapshot, that has not been answered. */
  readonly inFlight: readonly number[];
  /** How far it has been told that entries are committed. */
  readonly told: number;
  /** The first of those at the last heartbeat: if it still is so at the next one, it is taken to be lost. */
  readonly oldest: number | null;
}

/** A new leader knows nothing, and begins at the end (section 5.3). */
export function unknownProgress(node: NodeId, nextIndex: number): Progress {
  return { node, nextIndex, matchIndex: 0, mode: "probing", inFlight: [], told: 0, oldest: null };
}

/** The follower's log is the leader's up to there. */
export function matchedUpTo(progress: Progress, index: number): Progress {
  const isOld = index <= progress.matchIndex && progress.mode === "replicating";
  if (isOld || index < progress.matchIndex) return progress;
  const matchIndex = index;
  const isCaughtUp = matchIndex + 1 >= progress.nextIndex;
  return {
    ...progress,
    matchIndex,
    nextIndex: Math.max(progress.nextIndex, matchIndex + 1),
    mode: isCaughtUp ? "replicating" : progress.mode,
    inFlight: progress.inFlight.filter((last) => last > matchIndex),
  };
}

/** To be tried again from there. */
export function probedFrom(progress: Progress, index: number): Progress {
  const nextIndex = Math.max(index, progress.matchIndex + 1);
  return { ...progress, nextIndex, mode: "probing", inFlight: [], oldest: null };
}
