import { unchanged } from "../../core/index.ts";
import { entriesFrom, lastIndex, lastNotAbove, termAt, type Log } from "./log.ts";
import type { AppendEntries, AppendEntriesReply, Conflict, InstallSnapshotReply } from "./messages.ts";
import { matchedUpTo, probedFrom, type Progress } from "./progress.ts";
import type { Action, Here, RaftTurn, ServerState } from "./vocabulary.ts";

/** Sends every follower what its log lacks, as far as its window allows. */
export function replicate<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const { role } = state;
  if (role.kind !== "leader") return unchanged(state);
  const effects: Action<S, C, R>[] = [];
  const followers = role.followers.map((progress) => {
    const sent = replicateTo(state, progress, here);
    effects.push(...sent.effects);
    return sent.progress;
  });
  return effects.length === 0
    ? unchanged(state)
    : { state: { ...state, role: { ...role, followers } }, effects };
}

interface Sent<S, C, R> {
  readonly progress: Progress;
  readonly effects: readonly Action<S, C, R>[];
}

function replicateTo<S, C, R>(
  state: ServerState<S, C, R>,
  before: Progress,
  here: Here<S, C, R>,
): Sent<S, C, R> {
  const { log, snapshot, currentTerm: term } = state;
  const { batchSize, window, self: leaderId } = here;
  const { node: to } = before;
  if (before.nextIndex <= log.base.index) {
    if (before.inFlight.length > 0) return { progress: before, effects: [] };
    const progress: Progress = { ...before, mode: "probing", inFlight: [snapshot.lastApplied] };
    const message = { kind: "install-snapshot" as const, term, leaderId, snapshot };
    return { progress, effects: [{ kind: "send", to, message }] };
  }
  const last = lastIndex(log);
  const most = before.mode === "probing" ? 1 : window;
  let { nextIndex } = before;
  const inFlight = [...before.inFlight];
  const effects: Action<S, C, R>[] = [];
  while (inFlight.length < most && nextIndex <= last) {
    const message = appendEntries(state, nextIndex - 1, batchSize, here);
    const end = nextIndex - 1 + message.entries.length;
    inFlight.push(end);
    if (before.mode === "replicating") nextIndex = end + 1;
    effects.push({ kind: "send", to, message });
  }
  return effects.length === 0
    ? { progress: before, effects }
    : { progress: { ...before, nextIndex, inFlight }, effects };
}

function appendEntries<S, C, R>(
  { log, currentTerm, replica }: ServerState<S, C, R>,
  prevLogIndex: number,
  most: number,
  { self }: Here<S, C, R>,
): AppendEntries<C> {
  return {
    kind: "append-entries",
    term: currentTerm,
    leaderId: self,
    prevLogIndex,
    prevLogTerm: termAt(log, prevLogIndex)!,
    entries: entriesFrom(log, prevLogIndex + 1, most),
    leaderCommit: replica.lastApplied,
  };
}

/**
 * Says that it leads, and how far entries are committed, from where the follower's log is known to be the leader's. If
 * it is not known where that is, it is a question as well.
 */
export function emptyAppend<S, C, R>(
  state: ServerState<S, C, R>,
  { node, mode, nextIndex, matchIndex }: Progress,
  here: Here<S, C, R>,
): Action<S, C, R> {
  const previous = mode === "probing" ? nextIndex - 1 : matchIndex;
  const message = appendEntries(state, Math.max(previous, state.log.base.index), 0, here);
  return { kind: "send", to: node, message };
}

/** What a follower's answer tells of its log. */
export function learnt(
  progress: Progress,
  reply: AppendEntriesReply | InstallSnapshotReply,
  log: Log<unknown>,
): Progress {
  if (reply.kind === "install-snapshot-reply") return matchedUpTo(progress, reply.matchIndex);
  const { outcome } = reply;
  switch (outcome.kind) {
    case "matched":
      return matchedUpTo(progress, outcome.matchIndex);
    case "conflict":
      return isAboutNow(progress, outcome) ? probedFrom(progress, backUp(log, outcome)) : progress;
    case "stale":
      return progress;
  }
}

/** Whether the conflict has not been answered, or settled, already. */
function isAboutNow({ mode, nextIndex, matchIndex }: Progress, { prevLogIndex }: Conflict): boolean {
  return mode === "probing" ? prevLogIndex === nextIndex - 1 : prevLogIndex > matchIndex;
}

/**
 * Passes over a whole term at a time: to the end of the conflicting term in the leader's log, or, if that has no such term,
 * to before its beginning in the follower's (end of section 5.3).
 */
function backUp(log: Log<unknown>, { prevLogIndex, conflictTerm, conflictIndex }: Conflict): number {
  if (conflictTerm === null) return conflictIndex;
  const index = lastNotAbove(log, conflictTerm, prevLogIndex);
  return termAt(log, index) === conflictTerm ? index + 1 : conflictIndex;
}
