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
import type { Vote, NewView } from "./messages.ts";

/** What is needed to sign, and to tell whether others have. */
export interface Notary {
  readonly group: Group;
  readonly authentication: Authentication;
}

const nameOf = (node: NodeId): string => `node ${node}`;

type Pen = Pick<Notary, "authentication">;

export function signVote(self: NodeId, view: View, block: Digest, { authentication }: Pen): Vote {
  const statement = voteFor(view, block);
  const signature = { signer: self, seal: authentication.seal(nameOf(self), statement) };
  return { ...statement, signature };
}

export function signNewView(self: NodeId, view: View, justify: QC, { authentication }: Pen): NewView {
  const statement = readyFor(view);
  const signature = { signer: self, seal: authentication.seal(nameOf(self), statement) };
  return { ...statement, justify, signature };
}

export function isGenuineVote({ view, block, signature }: Vote, notary: Notary): boolean {
  return isSigned(voteFor(view, block), [signature], 1, notary);
}

export function isGenuineNewView({ view, signature }: NewView, notary: Notary): boolean {
  return isSigned(readyFor(view), [signature], 1, notary);
}

/** A quorum of nodes has signed it, each for itself. Genesis needs no votes. */
export function isGenuineQC(qc: QC, notary: Notary): boolean {
  if (qc.view === genesisQC.view) return qc.block === genesisQC.block;
  return isSigned(voteFor(qc.view, qc.block), qc.signatures, notary.group.quorum, notary);
}

export function isGenuineEntry({ view, signatures }: ViewCertificate, notary: Notary): boolean {
  return isSigned(readyFor(view), signatures, notary.group.quorum, notary);
}

function isSigned(
  statement: object,
  signatures: readonly Signature[],
  enough: number,
  { authentication, group }: Notary,
): boolean {
  const signers = new Set(signatures.map(({ signer }) => signer));
  return (
    signers.size >= enough &&
    signatures.every(
      ({ signer, seal }) => signer < group.nodes && authentication.isGenuine(nameOf(signer), statement, seal),
    )
  );
}

const voteFor = (view: View, block: Digest) => ({ kind: "vote" as const, view, block });

const readyFor = (view: View) => ({ kind: "new-view" as const, view });
