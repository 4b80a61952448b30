import type { Action, Settings } from "./vocabulary.ts";

/** Runs at every process but an established leader: no leader is heard of, or none comes of an election. */
export function electionTimer<S, C, R>({ timing: { patience, spread } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "election", after: { min: patience, max: patience + spread } };
}

/** Runs at all processes. */
export function heartbeatTimer<S, C, R>({ timing: { heartbeat } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "heartbeat", after: { min: heartbeat, max: heartbeat } };
}

/** Runs while clients wait. */
export function retryTimer<S, C, R>({ timing: { retry } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "retry", after: { min: retry, max: retry } };
}
