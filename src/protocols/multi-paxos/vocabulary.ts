import {
  type Ballot,
  type Duration,
  type Effect,
  type NodeSet,
  type QuorumSystem,
  type Service,
  type SparseArray,
  type Transition,
  type Queue,
  type ClientCommand,
} from "../../core/index.ts";
import type { QuorumsOf } from "./membership/membership.ts";
import type { Decision, Message, Request } from "./messages.ts";
import type { Lease, PendingRead } from "./reads/vocabulary.ts";
import type { Replica } from "./replica.ts";
import type { Rules } from "./rules.ts";
import type { Proposal, Reconfigure, Slot, Value } from "./values.ts";

/** The vocabulary of Multi-Paxos for a service with states `S`, commands `C` and results `R`. */
export interface MultiPaxos<S, C, R> {
  readonly state: NodeState<S, C, R>;
  readonly message: Message<S, C, R>;
  readonly request: Request<C>;
  readonly persisted: Durable<S, C, R>;
  readonly timer: "election" | "heartbeat" | "batch" | "retry";
  readonly decision: Decision<S, C, R>;
}

export interface NodeState<S, C, R> {
  /** In no slot does it take part in a ballot lower than this one. */
  readonly promised: Ballot | null;
  /**
   * By slot, the last proposal it accepted. Below `replica.next` that is what was chosen, which it may have been
   * told instead of having accepted it.
   */
  readonly log: SparseArray<Proposal<C>>;
  /** The log holds nothing below this slot any more. */
  readonly logStart: Slot;
  readonly replica: Replica<S, R>;
  /** The replica as it was when it was last written to disk. */
  readonly snapshot: Replica<S, R>;
  readonly role: Role<C>;
  /** What clients asked of this node and have not been told, by client. */
  readonly waiting: SparseArray<ClientCommand<C>>;
  /** What they want to read here past the log, by client. */
  readonly reads: SparseArray<PendingRead<C>>;
  /** The reconfigurations it was asked for, by number, until these, or others in their place, are in the log. */
  readonly wanted: SparseArray<Reconfigure>;
}

export type Role<C> = Following | Campaigning<C> | Leading<C>;

export interface Following {
  readonly kind: "following";
  /** The ballot whose leader it has heard of within the last election timeout. */
  readonly leader: Ballot | null;
  /** It gives a leader, maybe one it has forgotten, time to be heard of, and elects no other meanwhile. */
  readonly isPatient: boolean;
}

/** Phase 1. */
export interface Campaigning<C> {
  readonly kind: "campaigning";
  readonly ballot: Ballot;
  readonly promises: NodeSet;
  /** By slot, of the proposals reported in the promises the one with the highest ballot. */
  readonly reported: SparseArray<Proposal<C>>;
}

/** Phase 2, in many slots at once. */
export interface Leading<C> {
  readonly kind: "leading";
  readonly ballot: Ballot;
  /** Who has promised it: members of a later configuration do so while it leads. */
  readonly promises: NodeSet;
  /** The number of the last tenure in whose slots it may propose. */
  readonly prepared: number;
  /** What its election brought to light: to be proposed again before anything new. */
  readonly reported: SparseArray<Proposal<C>>;
  /** What it has proposed and not applied, slot by slot from `replica.next` on; never more than the window. */
  readonly inFlight: readonly InFlight<C>[];
  /** Slots below were proposed a heartbeat ago or longer: what is unanswered there is sent again. */
  readonly sentBefore: Slot;
  readonly queue: Queue<ClientCommand<C>>;
  /** Whether a queue too short for a batch is held back for more to come, or was for long enough. */
  readonly held: "no" | "until the timer rings" | "long enough";
  /** The last command of each client that came into the queue. */
  readonly seen: SparseArray<number>;
  /** By number, those to be put into the log: each when it is the next, before any more commands. */
  readonly reconfigurations: SparseArray<Reconfigure>;
  /** Who has answered heartbeats since a phase-2 quorum last had, and how many heartbeats ago that was. */
  readonly heard: NodeSet;
  readonly unheard: number;
  /** Who had answered when a phase-2 quorum last had. */
  readonly responsive: NodeSet;
  /** Null where there are none, so that states hold no times. */
  readonly lease: Lease | null;
}

export interface InFlight<C> {
  readonly value: Value<C>;
  readonly acceptors: NodeSet;
}

/** What a node keeps on disk. */
export interface Durable<S, C, R> {
  readonly promised: Ballot | null;
  readonly log: SparseArray<Proposal<C>>;
  readonly logStart: Slot;
  readonly snapshot: Replica<S, R>;
  /** It knew then what is chosen in the slots below. */
  readonly chosenBelow: Slot;
}

export interface Configuration<S, C, R> {
  /**
   * The nodes, each of them acceptor, learner and possible leader, and which sets of them are enough; until a
   * reconfiguration says otherwise.
   */
  readonly quorums: QuorumSystem;
  readonly service: Service<S, C, R>;
  readonly timing?: Partial<Timing>;
  /**
   * Pipelining: how many slots may be proposed before the first of them is chosen. By default 16. (Lamport's α; van
   * Renesse and Altinbuken's WINDOW.)
   */
  readonly window?: number;
  /** By default a slot takes what waits for it, up to 64 commands, and nobody waits for a slot to fill. */
  readonly batch?: Partial<Batch>;
  /** A snapshot is taken, and the log cut, after every so many slots. By default 1,000. */
  readonly snapshotEvery?: number;
  /** Whether nodes that hear from a leader deny their promise to others. By default they do. */
  readonly isSticky?: boolean;
  /**
   * Whether a leader sends its proposals to no more than a quorum at first, and to the others only if that does not
   * answer until the next heartbeat. Saves messages and costs patience. By default it sends them to all. (Called so in
   * Moraru, Andersen and Kaminsky, *There Is More Consensus in Egalitarian Parliaments*, 2013.)
   */
  readonly isThrifty?: boolean;
  /**
   * Leaders have leases, and clocks are sure to run at rates from 1 less this fraction to 1 and this fraction. By default
   * null: no leases, and nothing depends on clocks.
   */
  readonly clockDrift?: number | null;
  /** Other code for some of the rules: a student's, or one with a planted bug. */
  readonly rules?: Partial<Rules<S, C, R>>;
}

export interface Timing {
  /** How often a leader says that it lives. By default every 50 ms. */
  readonly heartbeat: Duration;
  /** How long a silent leader is waited for. By default 200 ms. */
  readonly patience: Duration;
  /** Who waits for the same leader campaigns at a random moment of this span after it. By default 200 ms. */
  readonly spread: Duration;
  /** How often a node asks again for what its clients wait for. By default every 300 ms. */
  readonly retry: Duration;
}

export interface Batch {
  /** How many commands one slot takes at most. */
  readonly size: number;
  /** How long a smaller batch may be held back for more to come; 0 proposes at once. */
  readonly delay: Duration;
}

/** The configuration with everything said. */
export type Settings<S, C, R> = Required<Omit<Configuration<S, C, R>, "timing" | "batch" | "rules">> & {
  readonly timing: Timing;
  readonly batch: Batch;
  readonly quorumsOf: QuorumsOf;
  readonly rules: Rules<S, C, R>;
};

/** What a part of a step comes to. What has to be on disk is written at the end of the step, before all else it does. */
export type Turn<S, C, R> = Omit<Transition<MultiPaxos<S, C, R>>, "effects"> & {
  readonly effects: readonly Action<S, C, R>[];
};

export type Action<S, C, R> = Exclude<Effect<MultiPaxos<S, C, R>>, { readonly kind: "persist" }>;
