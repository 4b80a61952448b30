import type { ClientCommand, NodeId } from "../../core/index.ts";
import { signatures, type Lies } from "../byzantine/index.ts";
import { genesisQC, type Block, type QC } from "./blocks.ts";
import { signNewView, signVote } from "./certificates.ts";
import type { Message } from "./messages.ts";

/** What a faulty leader can do to its block. */
export type BlockLie =
  /** Another one with the same parent. */
  | "another block"
  /** One that leaves out what has been certified of late; new-view messages say nothing of it either. */
  | "an old certificate"
  /** One whose certificate it has written itself, in the names of all. */
  | "a made-up certificate";

const pen = { authentication: signatures };

/** How to lie in HotStuff, in a group of so many nodes. */
export function hotStuffLies<C>(about: BlockLie, nodes: number): Lies<Message<C>> {
  return {
    reach: 64,
    alternative(message, known, self) {
      switch (message.kind) {
        case "generic":
          return { ...message, block: otherBlock(about, message.block, known, { self, nodes }) };
        case "new-view":
          return about === "an old certificate" ? { ...message, justify: genesisQC } : null;
        default:
          return null;
      }
    },
    inNameOf(message, victim) {
      if (message.kind !== "vote" && message.kind !== "new-view") return null;
      return { ...message, signature: { ...message.signature, signer: victim } };
    },
    inRound(message, by, self) {
      switch (message.kind) {
        case "generic":
          return { ...message, block: { ...message.block, view: message.block.view + by } };
        case "vote":
          return signVote(self, message.view + by, message.block, pen);
        case "new-view":
          return signNewView(self, message.view + by, message.justify, pen);
        default:
          return null;
      }
    },
  };
}

function otherBlock<C>(
  about: BlockLie,
  block: Block<C>,
  known: readonly Message<C>[],
  { self, nodes }: { readonly self: NodeId; readonly nodes: number },
): Block<C> {
  switch (about) {
    case "another block":
      return { ...block, commands: block.commands.length > 0 ? [] : commandsHeard(known).slice(-1) };
    case "an old certificate":
      return { ...block, justify: older(block, known) };
    case "a made-up certificate":
      return { ...block, commands: [], justify: madeUp(block, older(block, known), self, nodes) };
  }
}

function commandsHeard<C>(known: readonly Message<C>[]): readonly ClientCommand<C>[] {
  return known.flatMap((message) => (message.kind === "forward" ? message.commands : []));
}

/** Of the certificates that it remembers one that is a few steps below the highest; how many, depends on the view. */
function older<C>({ view, justify }: Block<C>, known: readonly Message<C>[]): QC {
  const heard = known.flatMap((message) => (message.kind === "generic" ? [message.block.justify] : []));
  const views = new Map([...heard, justify].map((qc) => [qc.view, qc]));
  const highestFirst = [...views.values()].sort((a, b) => b.view - a.view);
  return highestFirst[1 + (view % 3)] ?? genesisQC;
}

/** "Everybody has voted in the view before for this old block." The names are right, the seals are all its own. */
function madeUp<C>({ view }: Block<C>, { block }: QC, self: NodeId, nodes: number): QC {
  const { seal } = signVote(self, view - 1, block, pen).signature;
  const votes = Array.from({ length: nodes }, (_, signer) => ({ signer, seal }));
  return { view: view - 1, block, signatures: votes };
}
