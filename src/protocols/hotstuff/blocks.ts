import type { ClientCommand, NodeId } from "../../core/index.ts";
import type { Seal } from "../byzantine/index.ts";

/** Views are numbered from 1; in each one node leads. View 0 is that of the genesis block, which all have from the start. */
export type View = number;

/** The name of a block, a hash of all that is in it: whoever knows the name can tell whether a block is the one. */
export type Digest = string;

/**
 * A node of the paper's tree (section 4.2), which calls so what is now called a block.
 *
 * Its parent is the block that `justify` certifies. Where the paper has blank nodes stand for views without a block
 * (section 5), here their number simply leaves a gap, see {@link isDirectParent}.
 */
export interface Block<C> {
  readonly view: View;
  /** The paper's `cmd`: what clients want. May be empty: a block also carries a certificate. */
  readonly commands: readonly Wish<C>[];
  readonly justify: QC;
}

/** What a client wants, as it has sealed it: so no leader can make up a command. */
export interface Wish<C> extends ClientCommand<C> {
  /** The node where it asked, which is to be told the result. */
  readonly proxy: NodeId;
  readonly seal: Seal;
}

/**
 * A quorum certificate: a quorum has voted for this block, in its view.
 *
 * In place of a threshold signature it lists the votes, so that one can see whose they are.
 */
export interface QC {
  readonly view: View;
  readonly block: Digest;
  /** Sorted by signer. */
  readonly signatures: readonly Signature[];
}

/** A quorum was ready to enter this view. (In LibraBFT, State Machine Replication in the Libra Blockchain: timeout certificate.) */
export interface ViewCertificate {
  readonly view: View;
  readonly signatures: readonly Signature[];
}

export interface Signature {
  readonly signer: NodeId;
  readonly seal: Seal;
}

export const genesisQC: QC = { view: 0, block: "genesis", signatures: [] };

/** No view lies between them: no blank node, in the paper's words. */
export function isDirectParent<C>(parent: Block<C>, child: Block<C>): boolean {
  return child.view === parent.view + 1;
}
