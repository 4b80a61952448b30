import type { Action, ServerState, Settings } from "./vocabulary.ts";

/**
 * The election timer, by what its server waits for. One runs at every server that is no leader.
 *
 * A follower's timeout comes in two parts where it matters to others that it has heard from a leader: the least one, after
 * which it may vote for somebody else, and what a server draws beyond it. Together they are one timeout.
 */
export function electionTimer<S, C, R>(
  waitsFor: "a sign of the leader" | "its turn" | "an election's end",
  { isSticky, timing: { electionTimeout } }: Settings<S, C, R>,
): Action<S, C, R> {
  const { min, max } = electionTimeout;
  const spans = {
    "a sign of the leader": isSticky ? { min, max: min } : electionTimeout,
    "its turn": { min: 0, max: max - min },
    "an election's end": electionTimeout,
  };
  return { kind: "set-timer", timer: "election", after: spans[waitsFor] };
}

export function heartbeatTimer<S, C, R>({ timing: { heartbeat } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "heartbeat", after: { min: heartbeat, max: heartbeat } };
}

export function retryTimer<S, C, R>({ timing: { retry } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "retry", after: { min: retry, max: retry } };
}

/** Whether no client waits for this server: then its retry timer does not run. */
export function isIdle<S, C, R>({ waiting, wanted }: ServerState<S, C, R>): boolean {
  return waiting.root === null && wanted === null;
}
