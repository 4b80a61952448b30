import type { Action, Settings } from "./vocabulary.ts";

/** The election timer, by what its node waits for. One runs at every node that is no leader. */
export function electionTimer<S, C, R>(
  waitsFor: /** Exactly as long as others deny their promise to a rival. */
    | "a sign of the leader"
    /** All who miss the same leader begin here at the same time: each waits for a moment of its own. */
    | "its turn"
    /** Somebody campaigns, maybe the node itself: that may take as long as a leader may be silent. */
    | "an election's end",
  { timing: { patience, spread } }: Settings<S, C, R>,
): Action<S, C, R> {
  const spans = {
    "a sign of the leader": { min: patience, max: patience },
    "its turn": { min: 0, max: spread },
    "an election's end": { min: patience, max: patience + spread },
  };
  return { kind: "set-timer", timer: "election", after: spans[waitsFor] };
}

export function heartbeatTimer<S, C, R>({ timing: { heartbeat } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "heartbeat", after: { min: heartbeat, max: heartbeat } };
}
