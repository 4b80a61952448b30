import type { NodeId } from "../../core/index.ts";
import type { Authentication, Group } from "../byzantine/index.ts";
import {
  genesisQC,
  type Digest,
  type QC,
  type Signature,
  type View,
  type ViewCertificate,
} from "./blocks.ts";
import type { NewView, Vote } from "./messages.ts";

/** What is needed to sign, and to tell whether others have. */
export interface Notary extends Pen {
  readonly group: Group;
}

export interface Pen {
  readonly authentication: Authentication;
}

const nameOf = (node: NodeId): string => `node ${node}`;

/** The statement with this node's signature under it. */
export function signed<Statement extends object>(
  self: NodeId,
  statement: Statement,
  { authentication }: Pen,
): Statement & { readonly signature: Signature } {
  return { ...statement, signature: { signer: self, seal: authentication.seal(nameOf(self), statement) } };
}

/** Whether the signer named is one of the group, and has signed this. */
export function isGenuine(
  statement: object,
  { signer, seal }: Signature,
  { authentication, group }: Notary,
): boolean {
  return signer < group.nodes && authentication.isGenuine(nameOf(signer), statement, seal);
}

export const signVote = (self: NodeId, view: View, block: Digest, pen: Pen): Vote =>
  signed(self, voteFor(view, block), pen);

export function signNewView(self: NodeId, view: View, justify: QC, pen: Pen): NewView {
  return { ...signed(self, readyFor(view), pen), justify };
}

export const isGenuineVote = ({ view, block, signature }: Vote, notary: Notary): boolean =>
  isGenuine(voteFor(view, block), signature, notary);

export const isGenuineNewView = ({ view, signature }: NewView, notary: Notary): boolean =>
  isGenuine(readyFor(view), signature, notary);

/** A quorum of nodes has signed it, each for itself. Genesis needs no votes. */
export function isGenuineQC(qc: QC, notary: Notary): boolean {
  if (qc.view === genesisQC.view) return qc.block === genesisQC.block;
  return isSignedByQuorum(voteFor(qc.view, qc.block), qc.signatures, notary);
}

export function isGenuineEntry({ view, signatures }: ViewCertificate, notary: Notary): boolean {
  return isSignedByQuorum(readyFor(view), signatures, notary);
}

function isSignedByQuorum(statement: object, signatures: readonly Signature[], notary: Notary): boolean {
  const signers = new Set(signatures.map(({ signer }) => signer));
  return (
    signers.size >= notary.group.quorum &&
    signatures.every((signature) => isGenuine(statement, signature, notary))
  );
}

const voteFor = (view: View, block: Digest) => ({ kind: "vote" as const, view, block });

const readyFor = (view: View) => ({ kind: "new-view" as const, view });
