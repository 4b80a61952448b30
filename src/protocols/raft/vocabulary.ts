import type {
  ClientCommand,
  Duration,
  Effect,
  NodeId,
  NodeSet,
  Service,
  SparseArray,
  TimerSpan,
  Turn,
} from "../../core/index.ts";
import type { Log } from "./log.ts";
import type { Decision, Message, Reconfigure, Request } from "./messages.ts";
import type { Progress } from "./progress.ts";
import type { Replica } from "./replica.ts";
import type { Rules } from "./rules.ts";

/** The vocabulary of Raft for a service with states `S`, commands `C` and results `R`. */
export interface Raft<S, C, R> {
  readonly state: ServerState<S, C, R>;
  readonly message: Message<S, C, R>;
  readonly request: Request<C>;
  readonly persisted: Durable<S, C, R>;
  readonly timer: "election" | "heartbeat" | "retry";
  readonly decision: Decision<S, C, R>;
}

/** What a server keeps on disk (the paper's "persistent state", and the snapshot of section 7). */
export interface Durable<S, C, R> {
  /** The latest term that it has seen. */
  readonly currentTerm: number;
  /** Whom it voted for in this term. */
  readonly votedFor: NodeId | null;
  readonly log: Log<C>;
  readonly snapshot: Replica<S, R>;
}

export interface ServerState<S, C, R> extends Durable<S, C, R> {
  readonly replica: Replica<S, R>;
  /** The configurations in the log that are not known to be committed. The last one counts already. */
  readonly pending: readonly Configured[];
  readonly role: Role;
  /** What clients asked of this server and have not been told, by client. */
  readonly waiting: SparseArray<ClientCommand<C>>;
  /** The change of members it was asked for, until that has come true. */
  readonly wanted: Reconfigure | null;
}

export interface Configured {
  readonly index: number;
  readonly members: readonly NodeId[];
}

export type Role = Follower | Candidate | Leader;

export interface Follower {
  readonly kind: "follower";
  /** Whom it has heard of within the least election timeout. */
  readonly leader: NodeId | null;
}

export interface Candidate {
  readonly kind: "candidate";
  readonly votes: NodeSet;
}

export interface Leader {
  readonly kind: "leader";
  /** All other members, by what is known of their logs. */
  readonly followers: readonly Progress[];
  /** The last command of each client that it has put into its log. */
  readonly seen: SparseArray<number>;
  /** Who has answered since a majority last had, and how many heartbeats ago that was. */
  readonly heard: NodeSet;
  readonly unheard: number;
}

export interface Configuration<S, C, R> {
  /** The servers, until a configuration in the log says otherwise. Others may be running, and wait to be added. */
  readonly members: readonly NodeId[];
  readonly service: Service<S, C, R>;
  readonly timing?: Partial<Timing>;
  /** How many entries one appendEntries takes at most. By default 64. */
  readonly batchSize?: number;
  /**
   * Pipelining: how many appendEntries may be under way to one follower; what comes meanwhile goes with the next one. By
   * default 16. (Thesis, section 10.2.1.)
   */
  readonly window?: number;
  /** A snapshot is taken, and the log cut, after every so many entries. By default 1,000. */
  readonly snapshotEvery?: number;
  /**
   * Whether servers that have heard from a leader within the least election timeout leave others' requestVotes unanswered
   * (thesis, section 4.2.3): nobody who was removed, or cut off, gets a leader deposed. By default they do.
   */
  readonly isSticky?: boolean;
  /**
   * Whether a leader begins its term with a no-op. By default it does; otherwise what earlier terms left behind is
   * committed only when a client asks for something new.
   */
  readonly hasNoOp?: boolean;
  /**
   * Whether a leader lets all know at once how far entries are committed; otherwise they learn it from the next entries or
   * heartbeat. By default it does.
   */
  readonly tellsCommit?: boolean;
  /** Other code for some of the rules: a student's, or one with a planted bug. */
  readonly rules?: Partial<Rules<S, C, R>>;
}

export interface Timing {
  /** How often a leader says that it lives. By default every 50 ms. */
  readonly heartbeat: Duration;
  /** A silent leader is waited for so long; each server draws anew every time. By default 200 to 400 ms. */
  readonly electionTimeout: TimerSpan;
  /** How often a server asks again for what its clients wait for. By default every 300 ms. */
  readonly retry: Duration;
}

/** The configuration with everything said. */
export type Settings<S, C, R> = Required<Omit<Configuration<S, C, R>, "timing" | "rules">> & {
  readonly timing: Timing;
  readonly rules: Rules<S, C, R>;
};

/** The settings, and which server it is that takes a step. */
export type Here<S, C, R> = Settings<S, C, R> & { readonly self: NodeId };

/** What has to be on disk is written at the end of the step, before all else it does. */
export type RaftTurn<S, C, R> = Turn<ServerState<S, C, R>, Action<S, C, R>>;

export type Action<S, C, R> = Exclude<Effect<Raft<S, C, R>>, { readonly kind: "persist" }>;
