import type {
  Duration,
  Effect,
  NodeId,
  Service,
  Sessions,
  SparseArray,
  Turn as CoreTurn,
} from "../../core/index.ts";
import type { Authentication, Group } from "../byzantine/index.ts";
import type { Block, QC, View, ViewCertificate, Wish } from "./blocks.ts";
import type { Decision, Generic, Height, Message, NewView, Reply, Request, Vote } from "./messages.ts";
import type { Pool } from "./pool.ts";
import type { Rules } from "./rules.ts";
import type { Tree } from "./tree.ts";

/** The vocabulary of Chained HotStuff for a service with states `S`, commands `C` and results `R`. */
export interface HotStuff<S, C, R> {
  readonly state: NodeState<S, C, R>;
  readonly message: Message<C, R>;
  readonly request: Request<C>;
  readonly persisted: Durable<C>;
  readonly timer: "view" | "retry";
  readonly decision: Decision<C, R>;
}

export interface NodeState<S, C, R> extends Durable<C> {
  /** Why it is in its view, if no certificate for the view before brought it there. */
  readonly entry: ViewCertificate | null;
  /** The service as the committed blocks have left it. */
  readonly replica: Replica<S, R>;
  /** Blocks below this height are known to be committed to all who have the blocks that this node has. */
  readonly published: Height;
  /** The last view in which it made a proposal. */
  readonly proposed: View;
  /** The proposal of its view, while it lacks an ancestor of it. */
  readonly pending: Generic<C> | null;
  /** As a leader: the last vote and the last new-view message of each node, by node. */
  readonly votes: SparseArray<Vote>;
  readonly newViews: SparseArray<NewView>;
  readonly pacemaker: Pacemaker;
  /** As a replica: what clients want, whoever of the nodes they asked. */
  readonly pool: Pool<C>;
  /** As a proxy, by client: what they asked of this node and have not been told. */
  readonly waiting: SparseArray<Waiting<C, R>>;
}

/** What a node keeps on disk. */
export interface Durable<C> {
  /** The view of the last block that it voted for. (`vheight` in Algorithm 4, where blank nodes make views heights.) */
  readonly vheight: View;
  /** The highest certificate that it knows. */
  readonly genericQC: QC;
  /** Of the highest two-chain that it knows, the certificate at the bottom: it votes against what conflicts with that. */
  readonly lockedQC: QC;
  /** What is not committed. It holds a block only with all the ancestors of that. */
  readonly tree: Tree<C>;
  /** What is committed, by height. */
  readonly log: SparseArray<Block<C>>;
}

export interface Pacemaker {
  /** Timeouts since it entered its view. */
  readonly timeouts: number;
  /** Its timer runs 2 to this power times as long as at best: one more after a timeout, one less after a view that succeeded. */
  readonly backoff: number;
}

export interface Replica<S, R> {
  /** The height of the block to be executed next. */
  readonly next: Height;
  readonly service: S;
  readonly sessions: Sessions<R>;
}

export interface Waiting<C, R> {
  readonly wish: Wish<C>;
  /** One of each replica, sorted by signer. */
  readonly replies: readonly Reply<R>[];
}

export interface Configuration<S, C, R> {
  /** How many nodes, and how many of them make a quorum; see `byzantineGroup`. Node 0 … n - 1. */
  readonly group: Group;
  readonly service: Service<S, C, R>;
  readonly timing?: Partial<Timing>;
  /** How many commands a block takes at most. By default 64. */
  readonly batch?: number;
  /** How many views a leader has before it is the next one's turn. By default one. */
  readonly tenure?: number;
  /**
   * Who gathers the votes of a view: its leader, who then relays the certificate to the next one (Algorithm 3; the default),
   * or at once the next leader, which saves one message delay of three. But then a commit takes four leaders in a row that are
   * not faulty, and of four nodes, one of them faulty, there are never so many.
   */
  readonly votesTo?: "leader" | "next leader";
  /** By default simulated signatures. */
  readonly authentication?: Authentication;
  /** Other code for some of the rules: a student's, or one with a planted bug. */
  readonly rules?: Partial<Rules>;
}

export interface Timing {
  /** How long a view may take before it is given up, at first. By default 150 ms. */
  readonly timeout: Duration;
  /** How often that is doubled at most. By default 4 times. */
  readonly doublings: number;
  /** How often a node tells again what its clients wait for. By default every 300 ms. */
  readonly retry: Duration;
}

/** The configuration with everything said. */
export type Settings<S, C, R> = Required<Omit<Configuration<S, C, R>, "timing" | "rules">> & {
  readonly timing: Timing;
  readonly rules: Rules;
  readonly self: NodeId;
};

/** What a part of a step comes to. What has to be on disk is written at the end of the step, before all else it does. */
export type Turn<S, C, R> = CoreTurn<NodeState<S, C, R>, Action<S, C, R>>;

export type Action<S, C, R> = Exclude<Effect<HotStuff<S, C, R>>, { readonly kind: "persist" }>;
