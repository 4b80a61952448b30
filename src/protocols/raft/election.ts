import { and, andThen, broadcast, unchanged, withNode, type NodeId } from "../../core/index.ts";
import { lead } from "./leader.ts";
import { lastOf } from "./log.ts";
import { isMajority, mayLead, membersOf, othersOf } from "./members.ts";
import type { RequestVote, RequestVoteReply } from "./messages.ts";
import { electionTimer } from "./timers.ts";
import type { Here, RaftTurn, ServerState } from "./vocabulary.ts";

/** Nothing heard of a leader, or no end of the election (section 5.2). */
export function onElectionTimer<S, C, R>(
  state: ServerState<S, C, R>,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const { role } = state;
  if (role.kind === "leader") return unchanged(state);
  const leaderless: ServerState<S, C, R> = { ...state, role: { kind: "follower", leader: null } };
  if (role.kind === "follower" && role.leader !== null && here.isSticky) {
    return { state: leaderless, effects: [electionTimer("its turn", here)] };
  }
  if (!mayLead(state, here.self)) {
    return { state: leaderless, effects: [electionTimer("an election's end", here)] };
  }
  return campaign(state, here);
}

/** Begins a term, and votes for itself: on disk before anybody hears of it. */
function campaign<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const { self } = here;
  const term = state.currentTerm + 1;
  const votes = [self];
  const candidate: ServerState<S, C, R> = {
    ...state,
    currentTerm: term,
    votedFor: self,
    role: { kind: "candidate", votes },
  };
  const { index: lastLogIndex, term: lastLogTerm } = lastOf(state.log);
  const request = { kind: "request-vote" as const, term, candidateId: self, lastLogIndex, lastLogTerm };
  const turn: RaftTurn<S, C, R> = {
    state: candidate,
    effects: [...broadcast(othersOf(state, self), request), electionTimer("an election's end", here)],
  };
  return isMajority(votes, membersOf(state)) ? andThen(turn, (state) => lead(state, here)) : turn;
}

/** The receiver's part of RequestVote (figure 2). */
export function onRequestVote<S, C, R>(
  state: ServerState<S, C, R>,
  { term, candidateId, lastLogIndex, lastLogTerm }: RequestVote,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const { rules } = here;
  const voteGranted =
    term === state.currentTerm &&
    state.role.kind === "follower" &&
    rules.mayVoteFor(state.votedFor, candidateId) &&
    rules.isUpToDate({ index: lastLogIndex, term: lastLogTerm }, lastOf(state.log));
  const turn: RaftTurn<S, C, R> = voteGranted
    ? {
        state: { ...state, votedFor: candidateId },
        effects: [electionTimer("an election's end", here)],
      }
    : unchanged(state);
  const message = {
    kind: "request-vote-reply" as const,
    term: state.currentTerm,
    candidateId,
    voteGranted,
  };
  return and(turn, [{ kind: "send", to: candidateId, message }]);
}

/** With the votes of a majority it leads. */
export function onVote<S, C, R>(
  state: ServerState<S, C, R>,
  from: NodeId,
  { term, voteGranted }: RequestVoteReply,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const { role } = state;
  if (role.kind !== "candidate" || !voteGranted || term !== state.currentTerm) return unchanged(state);
  const votes = withNode(role.votes, from);
  if (votes === role.votes) return unchanged(state);
  const counted: ServerState<S, C, R> = { ...state, role: { kind: "candidate", votes } };
  return isMajority(votes, membersOf(state)) ? lead(counted, here) : unchanged(counted);
}

/** A higher term than its own: whatever this server was, it is a follower there (section 5.1). */
export function enterTerm<S, C, R>(
  state: ServerState<S, C, R>,
  term: number,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const next: ServerState<S, C, R> = {
    ...state,
    currentTerm: term,
    votedFor: null,
    role: { kind: "follower", leader: null },
  };
  // All others have an election timer running.
  return state.role.kind === "leader"
    ? { state: next, effects: [electionTimer("an election's end", here)] }
    : unchanged(next);
}
