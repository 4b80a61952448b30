import type { ClientCommand, Execute, Executed } from "../../core/index.ts";
import type { Block, Digest, QC, Signature, View, ViewCertificate, Wish } from "./blocks.ts";

/** What nodes say to each other in Chained HotStuff (Yin and others, section 5), and to catch up. */
export type Message<C, R> =
  | Generic<C>
  | Vote
  | NewView
  | CatchUp
  | Missing
  | Blocks<C>
  | Forward<C>
  | Reply<R>;

/** A leader's proposal. Its votes are the prepare votes of its own block and count for later phases of the blocks before. */
export interface Generic<C> {
  readonly kind: "generic";
  readonly block: Block<C>;
  /** Why its view has begun, unless that is because the one before has a certificate. */
  readonly entry: ViewCertificate | null;
}

/** The paper's voteMsg with its partial signature, to whoever gathers votes. */
export interface Vote {
  readonly kind: "vote";
  readonly view: View;
  readonly block: Digest;
  readonly signature: Signature;
}

/** "Lead view `view`; this is the highest certificate that I know." To that leader and to nobody else. */
export interface NewView {
  readonly kind: "new-view";
  readonly view: View;
  /** The paper's prepareQC, in the chained protocol genericQC. */
  readonly justify: QC;
  readonly signature: Signature;
}

/** Answers a new-view message of a node that is behind: why its sender is in a later view. */
export interface CatchUp {
  readonly kind: "catch-up";
  readonly justify: QC;
  readonly entry: ViewCertificate | null;
}

/** "Which blocks come from height `from` on?" */
export interface Missing {
  readonly kind: "missing";
  readonly from: Height;
}

/** Blocks in a row, each the parent of the next; `certificate` is for the last one, so their names show that they are right. */
export interface Blocks<C> {
  readonly kind: "blocks";
  readonly blocks: readonly Block<C>[];
  readonly certificate: QC;
}

/** What clients asked of one node, for all to have when they lead. */
export interface Forward<C> {
  readonly kind: "forward";
  readonly commands: readonly Wish<C>[];
}

/** To the node where the client asked: this replica has executed its command. */
export interface Reply<R> {
  readonly kind: "reply";
  readonly client: number;
  readonly sequence: number;
  readonly result: R;
  readonly signature: Signature;
}

/** How many blocks lie between a block and genesis: its slot in the log. */
export type Height = number;

/** What a node announces. */
export type Decision<C, R> =
  /** It has executed a committed block, after all its ancestors. */
  | {
      readonly kind: "applied";
      readonly slot: Height;
      readonly view: View;
      readonly commands: readonly ClientCommand<C>[];
      /** Those that were executed: none that had been executed before. */
      readonly executed: readonly Executed<C, R>[];
    }
  /** Enough replicas have told a client that asked here the same. */
  | { readonly kind: "answered"; readonly client: number; readonly sequence: number; readonly result: R };

export type Request<C> = Execute<C>;
