import type { ClientCommand, Execute, Executed, NodeId } from "../../core/index.ts";
import type { Content, Entry } from "./log.ts";
import type { Replica } from "./replica.ts";

/** What servers say to each other (the paper's figures 2 and 13; all but the last two are its RPCs and their results). */
export type Message<S, C, R> =
  | RequestVote
  | RequestVoteReply
  | AppendEntries<C>
  | AppendEntriesReply
  | InstallSnapshot<S, R>
  | InstallSnapshotReply
  | Forward<C>
  | Reconfigure;

/** Those that carry a term: whoever hears of a higher one than its own is a follower from there on (section 5.1). */
export type Rpc<S, C, R> = Exclude<Message<S, C, R>, Forward<C> | Reconfigure>;

/** "Vote for me in this term; my log ends there." */
export interface RequestVote {
  readonly kind: "request-vote";
  readonly term: number;
  readonly candidateId: NodeId;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface RequestVoteReply {
  readonly kind: "request-vote-reply";
  readonly term: number;
  /** Whom it answers. */
  readonly candidateId: NodeId;
  readonly voteGranted: boolean;
}

/** "After that entry, your log goes on with these." Without entries it is a heartbeat. */
export interface AppendEntries<C> {
  readonly kind: "append-entries";
  readonly term: number;
  readonly leaderId: NodeId;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly Entry<C>[];
  readonly leaderCommit: number;
}

export interface AppendEntriesReply {
  readonly kind: "append-entries-reply";
  readonly term: number;
  /** Whom it answers. */
  readonly leaderId: NodeId;
  readonly outcome: Outcome;
}

/** What has come of the entries. Replies get lost and overtake each other, so each says what it is about. */
export type Outcome =
  /** Up to this index the follower's log is the leader's, and on disk. */
  | { readonly kind: "matched"; readonly matchIndex: number }
  | Conflict
  /** The sender's term is over. */
  | { readonly kind: "stale" };

/** The consistency check has failed at `prevLogIndex`. */
export interface Conflict {
  readonly kind: "conflict";
  readonly prevLogIndex: number;
  /** The term of the entry that stands there; null if the log does not reach as far. */
  readonly conflictTerm: number | null;
  /** The first index of that term, or the one after the log's end (end of section 5.3). */
  readonly conflictIndex: number;
}

/** Instead of entries that the leader's log has dropped. The paper sends it in chunks. */
export interface InstallSnapshot<S, R> {
  readonly kind: "install-snapshot";
  readonly term: number;
  readonly leaderId: NodeId;
  readonly snapshot: Replica<S, R>;
}

export interface InstallSnapshotReply {
  readonly kind: "install-snapshot-reply";
  readonly term: number;
  readonly matchIndex: number;
}

/** What clients asked of another server, for the leader to put into its log. */
export interface Forward<C> {
  readonly kind: "forward";
  readonly commands: readonly ClientCommand<C>[];
}

/**
 * "Let this server come, or go": what an administrator asks of any server, and what that asks of the leader. (The thesis's
 * AddServer and RemoveServer.)
 */
export interface Reconfigure {
  readonly kind: "reconfigure";
  readonly change: "add" | "remove";
  readonly server: NodeId;
}

/** What a client asks of a server, be it the leader or not. */
export type Request<C> = Execute<C> | Reconfigure;

/** What a server announces. */
export type Decision<S, C, R> =
  /** It has applied the entry at this index, after all entries before. */
  | {
      readonly kind: "applied";
      readonly index: number;
      readonly term: number;
      readonly content: Content<C>;
      /** None, if the command had been executed before. */
      readonly executed: readonly Executed<C, R>[];
    }
  /** It has taken over a state in which all entries up to this index are applied, from its disk or the leader. */
  | { readonly kind: "restored"; readonly index: number; readonly state: S }
  /** By the entry that it has just applied, these are the servers. */
  | { readonly kind: "reconfigured"; readonly index: number; readonly members: readonly NodeId[] }
  /** The answer to a client that asked this server. */
  | {
      readonly kind: "answered";
      readonly client: number;
      readonly sequence: number;
      readonly result: R;
    };
