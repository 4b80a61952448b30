import { emptyArray, fromIndex, itemAt, itemsFrom, withItem, type SparseArray } from "../../core/index.ts";
import { digestOf } from "../byzantine/index.ts";
import { genesisQC, type Block, type Digest, type QC, type View } from "./blocks.ts";

/** The blocks that grow out of the last committed one, by view: where a leader equivocates, a view has several. */
export interface Tree<C> {
  readonly root: Place;
  readonly blocks: SparseArray<readonly Block<C>[]>;
}

/** Where a block stands, which is also what a certificate says of it. */
export interface Place {
  readonly view: View;
  readonly block: Digest;
}

export const newTree: Tree<never> = { root: placeOf(genesisQC), blocks: emptyArray };

function placeOf({ view, block }: Place): Place {
  return { view, block };
}

/** The block in the tree; null for its root, and for one that is not there. */
export function blockAt<C>({ blocks }: Tree<C>, { view, block }: Place): Block<C> | null {
  return itemAt(blocks, view)?.find((candidate) => digestOf(candidate) === block) ?? null;
}

/** Whether a child of this block could be put into the tree. */
export function isAttached<C>(tree: Tree<C>, place: Place): boolean {
  return isRoot(tree, place) || blockAt(tree, place) !== null;
}

function isRoot({ root }: Tree<unknown>, { view, block }: Place): boolean {
  return root.view === view && root.block === block;
}

export function hasBlockOf<C>({ blocks }: Tree<C>, view: View): boolean {
  return itemAt(blocks, view) !== null;
}

/** The tree with a block whose parent is in it. */
export function withBlock<C>(tree: Tree<C>, block: Block<C>): Tree<C> {
  const siblings = itemAt(tree.blocks, block.view) ?? [];
  return { ...tree, blocks: withItem(tree.blocks, block.view, [...siblings, block]) };
}

/** The way from the root, without it, to this block; null if it does not grow out of the root. */
export function branchTo<C>(tree: Tree<C>, place: Place): readonly Block<C>[] | null {
  const branch: Block<C>[] = [];
  let end: Place = place;
  while (!isRoot(tree, end)) {
    const block = blockAt(tree, end);
    if (block === null) return null;
    branch.push(block);
    end = block.justify;
  }
  return branch.reverse();
}

/** Whether a block with this parent extends the other one: has it among its ancestors. */
export function extendsFrom<C>(tree: Tree<C>, parent: Place, ancestor: Place): boolean {
  let place: Place = parent;
  while (place.view > ancestor.view) {
    const block = blockAt(tree, place);
    if (block === null) return false;
    place = block.justify;
  }
  return place.view === ancestor.view && place.block === ancestor.block;
}

/** The tree that grows out of this block of it. What is in no later view is on no branch of it. */
export function rootedAt<C>(tree: Tree<C>, block: Block<C>): Tree<C> {
  const root = { view: block.view, block: digestOf(block) };
  return { root, blocks: fromIndex(tree.blocks, block.view + 1) };
}

/** Of the certificates for blocks of the tree that its blocks carry, and the one more, the highest. */
export function highestAttached<C>(tree: Tree<C>, more: QC): QC | null {
  const carried = itemsFrom(tree.blocks).flatMap(({ item }) => item.map(({ justify }) => justify));
  let highest: QC | null = null;
  for (const qc of [more, ...carried]) {
    if (qc.view > (highest?.view ?? -1) && branchTo(tree, qc) !== null) highest = qc;
  }
  return highest;
}
