import type { Action, Settings } from "./vocabulary.ts";

/** Runs at every replica but a primary and one that recovers: the primary is silent, or the view change makes no progress. */
export function viewChangeTimer<S, C, R>({
  timing: { patience, spread },
}: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "view-change", after: { min: patience, max: patience + spread } };
}

/** Runs at every replica but a backup. */
export function heartbeatTimer<S, C, R>({ timing: { heartbeat } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "heartbeat", after: { min: heartbeat, max: heartbeat } };
}

/** Runs while clients wait. */
export function retryTimer<S, C, R>({ timing: { retry } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "retry", after: { min: retry, max: retry } };
}
