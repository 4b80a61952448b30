import { and, andThen, emptyArray, fromIndex, type NodeId } from "../../core/index.ts";
import { answers } from "./answers.ts";
import { submitWaiting } from "./clients.ts";
import { commitTo } from "./commit.ts";
import { firstOfTerm, lastIndex, termAt, type Log } from "./log.ts";
import { pendingIn } from "./members.ts";
import type { AppendEntries, Conflict, InstallSnapshot, Outcome } from "./messages.ts";
import { positionOf } from "./replica.ts";
import { electionTimer } from "./timers.ts";
import type { Action, Here, RaftTurn, ServerState } from "./vocabulary.ts";

/** The leader of this term speaks: whoever was a candidate in it is so no longer (section 5.2). */
function follow<S, C, R>(
  state: ServerState<S, C, R>,
  leader: NodeId,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const effects = [electionTimer("a sign of the leader", here)];
  if (state.role.kind === "follower" && state.role.leader === leader) return { state, effects };
  const follows: ServerState<S, C, R> = { ...state, role: { kind: "follower", leader } };
  const turn: RaftTurn<S, C, R> = { state: follows, effects };
  return andThen(turn, (state) => submitWaiting(state, here));
}

/** The receiver's part of AppendEntries (figure 2). */
export function onAppendEntries<S, C, R>(
  state: ServerState<S, C, R>,
  message: AppendEntries<C>,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const { term, leaderId, prevLogIndex, prevLogTerm, entries, leaderCommit } = message;
  const { rules } = here;
  const reply = (outcome: Outcome): Action<S, C, R> => ({
    kind: "send",
    to: leaderId,
    message: { kind: "append-entries-reply", term: state.currentTerm, leaderId, outcome },
  });
  if (term < state.currentTerm) return { state, effects: [reply({ kind: "stale" })] };
  const turn = follow(state, leaderId, here);
  if (!rules.hasPrevious(state.log, { index: prevLogIndex, term: prevLogTerm })) {
    return and(turn, [reply(conflictAt(state.log, prevLogIndex))]);
  }
  const matchIndex = prevLogIndex + entries.length;
  const log = rules.merged(state.log, prevLogIndex, entries);
  const pending = pendingIn(log, state.pending, {
    from: Math.max(prevLogIndex, state.replica.lastApplied) + 1,
    to: matchIndex,
  });
  const isNew = log !== state.log || pending !== state.pending;
  const merged = and(isNew ? { ...turn, state: { ...turn.state, log, pending } } : turn, [
    reply({ kind: "matched", matchIndex }),
  ]);
  return andThen(merged, (state) =>
    commitTo(state, rules.committedFor(leaderCommit, matchIndex, state.log), here),
  );
}

/** Where the leader should look next: before all of the term that stands there, or at the end. */
function conflictAt(log: Log<unknown>, prevLogIndex: number): Conflict {
  const conflictTerm = termAt(log, prevLogIndex);
  const conflictIndex = conflictTerm === null ? lastIndex(log) + 1 : firstOfTerm(log, prevLogIndex);
  return { kind: "conflict", prevLogIndex, conflictTerm, conflictIndex };
}

/** The receiver's part of InstallSnapshot (figure 13). */
export function onInstallSnapshot<S, C, R>(
  state: ServerState<S, C, R>,
  { term, leaderId, snapshot }: InstallSnapshot<S, R>,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const isStale = term < state.currentTerm;
  const reply: Action<S, C, R> = {
    kind: "send",
    to: leaderId,
    message: {
      kind: "install-snapshot-reply",
      term: state.currentTerm,
      matchIndex: isStale ? 0 : snapshot.lastApplied,
    },
  };
  if (isStale) return { state, effects: [reply] };
  const turn = and(follow(state, leaderId, here), [reply]);
  if (snapshot.lastApplied <= state.replica.lastApplied) return turn;
  return andThen(turn, (state) => restore(state, snapshot));
}

/** Takes the leader's state over. If the log goes on after it as the leader's does, that much is kept. */
function restore<S, C, R>(
  state: ServerState<S, C, R>,
  snapshot: InstallSnapshot<S, R>["snapshot"],
): RaftTurn<S, C, R> {
  const base = positionOf(snapshot);
  const goesOn = termAt(state.log, base.index) === base.term;
  const entries = goesOn ? fromIndex(state.log.entries, base.index + 1) : emptyArray;
  const pending = goesOn ? state.pending.filter(({ index }) => index > base.index) : [];
  const restored = { ...state, replica: snapshot, snapshot, log: { base, entries }, pending };
  const { lastApplied: index, service } = snapshot;
  const turn: RaftTurn<S, C, R> = {
    state: restored,
    effects: [{ kind: "decide", decision: { kind: "restored", index, state: service } }],
  };
  return andThen(turn, (state) => answers(state, null));
}
