import { sameData } from "../../core/index.ts";
import { someCorrect, type Authentication, type Group } from "../byzantine/index.ts";
import { isDirectParent, type Block, type QC, type ViewCertificate, type Wish } from "./blocks.ts";
import { isGenuineEntry, isGenuineQC, type Notary } from "./certificates.ts";
import type { Reply } from "./messages.ts";
import { isGenuineWish } from "./requests.ts";
import { extendsFrom, type Tree } from "./tree.ts";
import type { Durable } from "./vocabulary.ts";

/**
 * The lines on which the safety of HotStuff hangs, one by one, so that they can be read together, written by a student, or
 * planted with a bug.
 */
export interface Rules {
  /** Whether a node that is in the block's view may vote for it, by what it has voted for before. */
  readonly mayVote: (node: Pick<Durable<unknown>, "vheight">, block: Block<unknown>) => boolean;
  /** The paper's predicate safeNode: whether a block may be voted for by what the node is locked on. */
  readonly safeNode: (block: Block<unknown>, lockedQC: QC, tree: Tree<unknown>) => boolean;
  /** What a node is locked on by this chain; null if on nothing. */
  readonly locks: (chain: Chain) => QC | null;
  /** Of the blocks of this chain the last that is committed; null if none is. */
  readonly commits: (chain: Chain) => Block<unknown> | null;
  readonly isCertified: (qc: QC, notary: Notary) => boolean;
  readonly isEntered: (entry: ViewCertificate, notary: Notary) => boolean;
  /** Whether a client has asked for this. */
  readonly isAsked: (wish: Wish<unknown>, authentication: Authentication) => boolean;
  /** What a client may believe, given replies to one wish of it, one of each replica; null if nothing yet. */
  readonly believed: <R>(replies: readonly Reply<R>[], group: Group) => { readonly result: R } | null;
}

/**
 * A block that has a certificate, its parent and its grandparent, in the paper's notation b″, b′ and b. Each of them has a
 * certificate. Null: committed already, or genesis.
 */
export interface Chain {
  readonly b2: Block<unknown>;
  readonly b1: Block<unknown> | null;
  readonly b0: Block<unknown> | null;
}

export const soundRules: Rules = {
  mayVote,
  safeNode,
  locks,
  commits,
  isCertified: isGenuineQC,
  isEntered: isGenuineEntry,
  isAsked: isGenuineWish,
  believed,
};

/** One vote a view, and none for a view before: `b.height > vheight` (Algorithm 4). */
function mayVote({ vheight }: Pick<Durable<unknown>, "vheight">, { view }: Block<unknown>): boolean {
  return view > vheight;
}

/**
 * The block extends the one it is locked on, or its own certificate is higher: then a quorum has voted later for something
 * else, so what the node is locked on has not been committed (the paper's safeNode predicate: its safety rule, or its
 * liveness rule).
 */
function safeNode({ justify }: Block<unknown>, lockedQC: QC, tree: Tree<unknown>): boolean {
  return extendsFrom(tree, justify, lockedQC) || justify.view > lockedQC.view;
}

/** A two-chain: b′ has a certificate, and so has its child b″ that carries it (Algorithm 4; Algorithm 3 asks for direct parents). */
function locks({ b2 }: Chain): QC | null {
  return b2.justify;
}

/** A three-chain of direct parents commits its first block, and all before that (Algorithm 4). */
function commits({ b2, b1, b0 }: Chain): Block<unknown> | null {
  return b1 !== null && b0 !== null && isDirectParent(b1, b2) && isDirectParent(b0, b1) ? b0 : null;
}

/** f + 1 say the same: one of them at least is correct. */
function believed<R>(replies: readonly Reply<R>[], group: Group): { readonly result: R } | null {
  const found = replies.find(
    ({ result }) => replies.filter((other) => sameData(other.result, result)).length >= someCorrect(group),
  );
  return found === undefined ? null : { result: found.result };
}
