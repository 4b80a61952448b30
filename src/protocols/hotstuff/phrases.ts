import { inWords, type ClientCommand, type Name, type Phrasebook } from "../../core/index.ts";
import { genesisQC, type Block, type QC, type ViewCertificate } from "./blocks.ts";
import type { CatchUp, Decision, Message } from "./messages.ts";
import type { HotStuff } from "./vocabulary.ts";

type Anything = HotStuff<unknown, unknown, unknown>;
type Said = Message<unknown, unknown>;

/** HotStuff in sentences. */
export const hotStuffPhrases: Phrasebook<Anything> = {
  letter: (message, name) => `the ${letter(message, name)}`,
  act,
  wish: ({ client, command }) => `for ${inWords(command)} of client ${client}`,
  decision,
};

function letter(message: Said, name: Name): string {
  switch (message.kind) {
    case "generic":
      return `proposal of ${described(message.block)}${because(message.entry)}`;
    case "vote":
      return `vote of ${name(message.signature.signer)} for ${block(message)}`;
    case "new-view":
      return `wish of ${name(message.signature.signer)} that view ${message.view} be led, with ${certificate(message.justify)}`;
    case "catch-up":
      return `proof of how far others are: ${proof(message)}`;
    case "missing":
      return `question for the blocks from height ${message.from} on`;
    case "blocks":
      return `blocks it lacks: ${list(message.blocks.map(block))}`;
    case "forward":
      return `wish for ${commands(message.commands)}`;
    case "reply":
      return `reply of ${name(message.signature.signer)} to client ${message.client}: ${inWords(message.result)}`;
  }
}

function act(message: Said): string {
  switch (message.kind) {
    case "generic":
      return `proposes ${described(message.block)}${because(message.entry)}`;
    case "vote":
      return `votes for ${block(message)}`;
    case "new-view":
      return `is ready for view ${message.view} and shows ${certificate(message.justify)}`;
    case "catch-up":
      return `proves how far others are: ${proof(message)}`;
    case "missing":
      return `asks for the blocks from height ${message.from} on`;
    case "blocks":
      return `sends ${list(message.blocks.map(block))}`;
    case "forward":
      return `passes on ${commands(message.commands)}`;
    case "reply":
      return `answers client ${message.client}: ${inWords(message.result)}`;
  }
}

function decision(decision: Decision<unknown, unknown>): string {
  switch (decision.kind) {
    case "applied":
      return `executes ${block(decision)} (${commands(decision.executed)})`;
    case "answered":
      return `has client ${decision.client} believe ${inWords(decision.result)}`;
  }
}

/** A block is called by its view, and votes name it by its digest besides: a liar may propose two. */
function block(it: { readonly view: number; readonly block?: string }): string {
  return `the block of view ${it.view}${it.block === undefined ? "" : `, digest ${it.block}`}`;
}

const described = ({ view, commands: list, justify }: Block<unknown>): string =>
  `a block in view ${view} (${commands(list)}) upon ${certificate(justify)}`;

const certificate = (qc: QC): string =>
  qc.view === genesisQC.view ? "the first block of all" : `the certificate of view ${qc.view}`;

const because = (entry: ViewCertificate | null): string =>
  entry === null ? "" : `, as a quorum is ready for view ${entry.view}`;

const proof = ({ justify, entry }: CatchUp): string => certificate(justify) + because(entry);

const commands = (all: readonly ClientCommand<unknown>[]): string =>
  all.length === 0
    ? "no commands"
    : list(all.map(({ command, client }) => `${inWords(command)} of client ${client}`));

const list = (items: readonly string[]): string =>
  items.length > 3 ? `${items.length} of them` : items.join(", ");
