import { andThen, itemsFrom, unchanged, type NodeId } from "../../core/index.ts";
import { digestOf } from "../byzantine/index.ts";
import type { Block } from "./blocks.ts";
import type { Blocks, CatchUp, Missing } from "./messages.ts";
import { enter } from "./pacemaker.ts";
import { branchTo, highestAttached, isAttached } from "./tree.ts";
import { send } from "./send.ts";
import { attach, learn } from "./update.ts";
import type { NodeState, Settings, Turn } from "./vocabulary.ts";

/** So many blocks are sent at a time. */
const portion = 64;

/** Another node is further on, and proves it. */
export function onCatchUp<S, C, R>(
  state: NodeState<S, C, R>,
  { justify, entry }: CatchUp,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { rules } = settings;
  const entered = entry !== null && rules.isEntered(entry, settings) ? enter(state, entry) : state;
  return rules.isCertified(justify, settings) ? learn(entered, justify, settings) : unchanged(entered);
}

/** Asks for the blocks that it lacks, if it has just heard of a certificate for one, or has got only some of them. */
export function askForMissing<S, C, R>(
  before: NodeState<S, C, R>,
  state: NodeState<S, C, R>,
  from: NodeId,
): Turn<S, C, R> {
  const { genericQC, tree, replica } = state;
  const isNews = genericQC !== before.genericQC || tree !== before.tree;
  if (!isNews || branchTo(tree, genericQC) !== null) return unchanged(state);
  return { state, effects: [send(from, { kind: "missing", from: replica.next })] };
}

export function onMissing<S, C, R>(state: NodeState<S, C, R>, to: NodeId, { from }: Missing): Turn<S, C, R> {
  const { tree, log, genericQC } = state;
  const top = highestAttached(tree, genericQC);
  if (top === null) return unchanged(state);
  const committed = itemsFrom(log, from).map(({ item }) => item);
  const all = [...committed, ...branchTo(tree, top)!];
  const blocks = all.slice(0, portion);
  if (blocks.length === 0) return unchanged(state);
  const certificate = all[portion]?.justify ?? top;
  return { state, effects: [send(to, { kind: "blocks", blocks, certificate })] };
}

/** A chain of names leads from the certificate down to the first block, so nobody can have slipped in another one. */
export function onBlocks<S, C, R>(
  state: NodeState<S, C, R>,
  { blocks, certificate }: Blocks<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { rules } = settings;
  const isRight = (block: Block<C>, nth: number): boolean => {
    const { view, block: name } = blocks[nth + 1]?.justify ?? certificate;
    return block.view === view && digestOf(block) === name && rules.isCertified(block.justify, settings);
  };
  if (!rules.isCertified(certificate, settings) || !blocks.every(isRight)) return unchanged(state);
  let turn: Turn<S, C, R> = unchanged(state);
  for (const block of blocks) {
    turn = andThen(turn, (state) => {
      const { tree } = state;
      const isLacking = block.view > tree.root.view && isAttached(tree, block.justify);
      return isLacking ? attach(state, block, settings) : unchanged(state);
    });
  }
  return andThen(turn, (state) => learn(state, certificate, settings));
}
