import {
  and,
  andThen,
  emptyArray,
  itemAt,
  unchanged,
  wishesIn,
  withItem,
  withNode,
  type ClientCommand,
  type NodeId,
} from "../../core/index.ts";
import { commitTo } from "./commit.ts";
import { appended, lastIndex, type Content } from "./log.ts";
import { membersOf, othersOf } from "./members.ts";
import type { AppendEntriesReply, InstallSnapshotReply } from "./messages.ts";
import { unknownProgress, type Progress } from "./progress.ts";
import { emptyAppend, learnt, replicate } from "./replication.ts";
import { electionTimer, heartbeatTimer } from "./timers.ts";
import type { Here, Leader, RaftTurn, ServerState } from "./vocabulary.ts";

/** Elected: from here on its log is the one that all others will have. */
export function lead<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const { self, hasNoOp } = here;
  const nextIndex = lastIndex(state.log) + 1;
  const role: Leader = {
    kind: "leader",
    followers: othersOf(state, self).map((node) => unknownProgress(node, nextIndex)),
    seen: emptyArray,
    heard: [self],
    unheard: 0,
  };
  const opened = hasNoOp ? put({ ...state, role }, { kind: "no-op" }) : { ...state, role };
  const elected: RaftTurn<S, C, R> = {
    state: admitted(opened, role, wishesIn(state.waiting)),
    effects: [{ kind: "cancel-timer", timer: "election" }, heartbeatTimer(here)],
  };
  const driven = andThen(elected, (state) => drive(state, here));
  const next = driven.state.role;
  return next.kind === "leader" ? heardBy(next.followers, driven, here) : driven;
}

/** The log with one more entry, of the current term. */
export function put<S, C, R>(state: ServerState<S, C, R>, content: Content<C>): ServerState<S, C, R> {
  return { ...state, log: appended(state.log, { term: state.currentTerm, content }) };
}

/** Commands come in, from clients here or by way of other servers. */
export function enqueue<S, C, R>(
  state: ServerState<S, C, R>,
  role: Leader,
  commands: readonly ClientCommand<C>[],
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const next = admitted(state, role, commands);
  return next === state ? unchanged(state) : drive(next, here);
}

/** A command that it has put into its log in this term will be committed without standing there again. */
function admitted<S, C, R>(
  state: ServerState<S, C, R>,
  role: Leader,
  commands: readonly ClientCommand<C>[],
): ServerState<S, C, R> {
  let next = state;
  let { seen } = role;
  for (const { client, sequence, command } of commands) {
    const last = itemAt(seen, client) ?? itemAt(state.replica.sessions, client)?.sequence ?? -1;
    if (sequence <= last) continue;
    next = put(next, { kind: "command", client, sequence, command });
    seen = withItem(seen, client, sequence);
  }
  return next === state ? state : { ...next, role: { ...role, seen } };
}

/** A follower has answered: more may be committed now, and more be sent. */
export function onReply<S, C, R>(
  state: ServerState<S, C, R>,
  from: NodeId,
  reply: AppendEntriesReply | InstallSnapshotReply,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const { role } = state;
  if (role.kind !== "leader" || reply.term !== state.currentTerm) return unchanged(state);
  const place = role.followers.findIndex(({ node }) => node === from);
  const before = role.followers[place];
  if (before === undefined) return unchanged(state);
  const heard = withNode(role.heard, from);
  const progress = learnt(before, reply, state.log);
  if (progress === before && heard === role.heard) return unchanged(state);
  const followers = progress === before ? role.followers : role.followers.with(place, progress);
  return drive({ ...state, role: { ...role, heard, followers } }, here);
}

/** Commits what can be committed, sends what can be sent, and lets the others know. */
export function drive<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const turn = andThen(commit(state, here), (state) => replicate(state, here));
  const told = here.tellsCommit ? withNews(turn, here) : turn;
  return andThen(told, (state) => retire(state, here));
}

/** If a majority has more of the leader's log than it had, and that is enough (figure 2, "rules for servers"). */
function commit<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const { role, log, replica, currentTerm } = state;
  const { rules, self } = here;
  if (role.kind !== "leader") return unchanged(state);
  const matched = membersOf(state).map((node) => ({
    node,
    matchIndex:
      node === self
        ? lastIndex(log)
        : (role.followers.find((progress) => progress.node === node)?.matchIndex ?? 0),
  }));
  const index = rules.agreedIndex(matched, self);
  const isNews = index > replica.lastApplied && rules.mayCommit(log, currentTerm, index);
  return isNews ? commitTo(state, index, here) : unchanged(state);
}

/** Lets each follower know how much of what it has is committed, if it has not been told. */
function withNews<S, C, R>(turn: RaftTurn<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const { role, replica } = turn.state;
  if (role.kind !== "leader") return turn;
  const followers = role.followers.map((progress) => {
    const told = Math.min(replica.lastApplied, progress.matchIndex);
    return progress.mode === "replicating" && told > progress.told ? { ...progress, told } : progress;
  });
  const news = followers.filter((progress, nth) => progress !== role.followers[nth]);
  if (news.length === 0) return turn;
  const state: ServerState<S, C, R> = { ...turn.state, role: { ...role, followers } };
  return heardBy(news, { ...turn, state }, here);
}

/** Whoever of these is not sent anything in this turn gets an empty appendEntries. */
function heardBy<S, C, R>(
  followers: readonly Progress[],
  turn: RaftTurn<S, C, R>,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const sent = new Set(turn.effects.flatMap((effect) => (effect.kind === "send" ? [effect.to] : [])));
  const others = followers.filter(({ node }) => !sent.has(node));
  return and(
    turn,
    others.map((progress) => emptyAppend(turn.state, progress, here)),
  );
}

/** A leader that has been removed leads until the configuration without it is committed (thesis, section 4.2.2). */
function retire<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const isOver = state.pending.length === 0 && !state.replica.members.includes(here.self);
  return isOver && state.role.kind === "leader" ? stepDown(state, here) : unchanged(state);
}

export function stepDown<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  return {
    state: { ...state, role: { kind: "follower", leader: null } },
    effects: [electionTimer("an election's end", here)],
  };
}
