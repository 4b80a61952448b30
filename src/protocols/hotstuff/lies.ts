import type { NodeId } from "../../core/index.ts";
import { signatures, type Lies } from "../byzantine/index.ts";
import { genesisQC, type Block, type QC, type Wish } from "./blocks.ts";
import { signNewView, signVote } from "./certificates.ts";
import { signedReply } from "./requests.ts";
import type { Message } from "./messages.ts";

/** What a faulty leader can do to its block. */
export type BlockLie =
  /** Another one with the same parent. */
  | "another block"
  /** One that leaves out what has been certified of late; new-view messages say nothing of it either. */
  | "an old certificate"
  /** One whose certificate it has written itself, in the names of all. */
  | "a made-up certificate"
  /** One with a command that its client has not sealed: the last one heard of, once more. */
  | "a made-up command";

const pen = { authentication: signatures };

/** How to lie in HotStuff, in a group of so many nodes. */
export function hotStuffLies<C, R>(about: BlockLie, nodes: number): Lies<Message<C, R>> {
  return {
    reach: 64,
    alternative(message, known, self) {
      switch (message.kind) {
        case "generic":
          return { ...message, block: otherBlock(about, message.block, known, { self, nodes }) };
        case "new-view":
          return about === "an old certificate" ? { ...message, justify: genesisQC } : null;
        case "reply": {
          const { client, sequence } = message;
          return signedReply(self, { client, sequence, result: "a lie" as R }, pen);
        }
        default:
          return null;
      }
    },
    inNameOf(message, victim) {
      if (!("signature" in message)) return null;
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

function otherBlock<C, R>(
  about: BlockLie,
  block: Block<C>,
  known: readonly Message<C, R>[],
  { self, nodes }: { readonly self: NodeId; readonly nodes: number },
): Block<C> {
  switch (about) {
    case "another block":
      return { ...block, commands: block.commands.length > 0 ? [] : commandsHeard(known).slice(-1) };
    case "an old certificate":
      return { ...block, justify: older(block, known) };
    case "a made-up certificate":
      return { ...block, commands: [], justify: madeUp(block, older(block, known), self, nodes) };
    case "a made-up command":
      return { ...block, commands: [...block.commands, ...commandsHeard(known).slice(-1).map(onceMore)] };
  }
}

function commandsHeard<C, R>(known: readonly Message<C, R>[]): readonly Wish<C>[] {
  return known.flatMap((message) => (message.kind === "forward" ? message.commands : []));
}

const onceMore = <C>(wish: Wish<C>): Wish<C> => ({ ...wish, sequence: wish.sequence + 1 });

/** Of the certificates that it remembers one that is a few steps below the highest; how many, depends on the view. */
function older<C, R>({ view, justify }: Block<C>, known: readonly Message<C, R>[]): QC {
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
