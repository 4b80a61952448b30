import { withNode, type Effect, type Input, type NodeId, type NodeSet } from "../../core/index.ts";
import { digestOf } from "../../protocols/byzantine/index.ts";
import { genesisQC, type Block, type HotStuff, type QC, type View } from "../../protocols/hotstuff/index.ts";

export type Planning = HotStuff<readonly string[], string, string>;

type V = Planning;

/** Whoever leads all views, and lies. */
export const liar: NodeId = 0;

/** What it has in mind, and what it takes. */
export interface Plot {
  /** Branches that grow out of genesis: of each the views of its blocks, every block the parent of the next. */
  readonly branches: readonly (readonly View[])[];
  readonly correct: readonly NodeId[];
  /** So many votes of correct nodes, with those of all liars, make a certificate. */
  readonly votes: number;
  /** Of which blocks it also shows the certificate without a block that carries it: all, or the last ones of branches. */
  readonly shows: "all" | "last";
}

/** Whoever has voted for a block; null once it is certified. Sorted by block. */
export type Heard = readonly { readonly block: string; readonly voters: NodeSet | null }[];

export interface Liar {
  readonly hears: (
    heard: Heard,
    input: Input<V>,
  ) => { readonly heard: Heard; readonly effects: readonly Effect<V>[] };
}

/** As soon as it can make a certificate, it says all that it can say with that, to everybody: some of it arrives, some never. */
export function liarWith({ branches, correct, votes, shows }: Plot): Liar {
  const letters = branches.flatMap((views, nth) => lettersOf(branchOf(views, `plan ${nth + 1}`), shows));
  const sayWith = (certified: string): readonly Effect<V>[] =>
    letters
      .filter(({ after }) => after === certified)
      .flatMap(({ message }) => correct.map((to) => ({ kind: "send" as const, to, message })));
  return {
    hears(heard, input) {
      if (input.kind === "start") return { heard, effects: sayWith(genesisQC.block) };
      if (input.kind !== "message" || input.message.kind !== "vote") return { heard, effects: [] };
      const { block } = input.message;
      const known = heard.find((tally) => tally.block === block) ?? { block, voters: [] };
      if (known.voters === null) return { heard, effects: [] };
      const voters = withNode(known.voters, input.from);
      const isEnough = voters.length >= votes;
      const tally = { block, voters: isEnough ? null : voters };
      return {
        heard: [...heard.filter((other) => other !== known), tally].sort((a, b) =>
          a.block < b.block ? -1 : 1,
        ),
        effects: isEnough ? sayWith(block) : [],
      };
    },
  };
}

interface Letter {
  /** The block that must be certified before. */
  readonly after: string;
  readonly message: V["message"];
}

/** Without signatures, so that there is one certificate for a block, whoever has voted for it. */
const certificateOf = (block: Block<string>): QC => ({
  view: block.view,
  block: digestOf(block),
  signatures: [],
});

/** The first block carries a command, to tell branches apart. */
function branchOf(views: readonly View[], command: string): readonly Block<string>[] {
  let justify = genesisQC;
  return views.map((view, nth) => {
    const wish = { client: 0, sequence: 0, command, proxy: liar, seal: 0 };
    const block: Block<string> = { view, commands: nth === 0 ? [wish] : [], justify };
    justify = certificateOf(block);
    return block;
  });
}

/** Each block proposed, in whatever view its receivers are; and the branch up to it with its certificate, to catch up. */
function lettersOf(branch: readonly Block<string>[], shows: Plot["shows"]): readonly Letter[] {
  return branch.flatMap((block, nth) => {
    const { view, justify } = block;
    const entry = justify.view === view - 1 ? null : { view, signatures: [] };
    const certificate = certificateOf(block);
    const proposed: Letter = { after: justify.block, message: { kind: "generic", block, entry } };
    if (shows === "last" && nth < branch.length - 1) return [proposed];
    const blocks = branch.slice(0, nth + 1);
    return [proposed, { after: certificate.block, message: { kind: "blocks", blocks, certificate } }];
  });
}
