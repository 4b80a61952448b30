/**
 * An array with holes that is never changed in place, as plain data: a new version shares with the old one all but the
 * path to what differs. Logs, queues and tables of a protocol are kept in it, so that no step costs more because its
 * node has lived long. The same contents are the same data, however they came about.
 *
 * A tree with 16 branches at each node, of the least height that will do: reading and writing take as many
 * hops as the highest index has hexadecimal digits. (Bagwell, *Ideal Hash Trees*, 2001; Clojure's vectors.) Libraries of
 * such trees hold objects of their own classes, which can be neither compared, sent nor stored as the plain
 * data that states are made of.
 */
export interface SparseArray<T> {
  /** How many levels lie above the leaves. */
  readonly height: number;
  readonly root: Tree<T> | null;
}

type Tree<T> = Leaf<T> | Branch<T>;

/** Null is a hole; neither list ends with one. */
interface Leaf<T> {
  readonly items: readonly (T | null)[];
}

interface Branch<T> {
  readonly trees: readonly (Tree<T> | null)[];
}

const bits = 4;
const highest = 2 ** 30;

export const emptyArray: SparseArray<never> = { height: 0, root: null };

/** What stands at the index, or null. */
export function itemAt<T>({ height, root }: SparseArray<T>, index: number): T | null {
  if (index < 0 || index >= capacity(height)) return null;
  let tree = root;
  for (let shift = height * bits; tree !== null; shift -= bits) {
    if ("items" in tree) return tree.items[digit(index, 0)] ?? null;
    tree = tree.trees[digit(index, shift)] ?? null;
  }
  return null;
}

/** @throws RangeError unless the index is a whole number from 0 to 2³⁰. */
export function withItem<T>(array: SparseArray<T>, index: number, item: T): SparseArray<T> {
  if (!Number.isInteger(index) || index < 0 || index > highest) {
    throw new RangeError(`An index is a whole number from 0 to 2^30; got ${index}.`);
  }
  let { height, root } = array;
  while (index >= capacity(height)) {
    if (root !== null) root = { trees: [root] };
    height++;
  }
  return { height, root: planted(root, height * bits, index, item) };
}

/** The array with a hole at the index; the very same one if there was one already. */
export function withoutItem<T>(array: SparseArray<T>, index: number): SparseArray<T> {
  if (itemAt(array, index) === null) return array;
  return lowered(array.height, pruned(array.root, array.height * bits, index));
}

/** The array with holes at all indices below this one. */
export function fromIndex<T>(array: SparseArray<T>, index: number): SparseArray<T> {
  if (index <= 0 || array.root === null) return array;
  if (index >= capacity(array.height)) return emptyArray;
  return lowered(array.height, cut(array.root, array.height * bits, index));
}

/** What stands at this index and above, in order. */
export function itemsFrom<T>({ height, root }: SparseArray<T>, start = 0): readonly Indexed<T>[] {
  const found: Indexed<T>[] = [];
  if (start < capacity(height)) gather(root, height * bits, Math.max(start, 0), 0, found);
  return found;
}

export interface Indexed<T> {
  readonly index: number;
  readonly item: T;
}

/** The index after the last item; 0 if there is none. */
export function endOf<T>({ root }: SparseArray<T>): number {
  let end = 0;
  let tree = root;
  while (tree !== null) {
    if ("items" in tree) return (end << bits) + tree.items.length;
    end = (end << bits) + tree.trees.length - 1;
    tree = tree.trees.at(-1)!;
  }
  return end;
}

/** How many indices a tree of this height covers: worked out once, for this is asked at every turn. */
const capacities = Array.from({ length: 9 }, (_, height) => 2 ** ((height + 1) * bits));

const capacity = (height: number): number => capacities[height]!;

const digit = (index: number, shift: number): number => (index >>> shift) & ((1 << bits) - 1);

function planted<T>(tree: Tree<T> | null, shift: number, index: number, item: T): Tree<T> {
  const place = digit(index, shift);
  if (shift === 0) return { items: placed(tree !== null && "items" in tree ? tree.items : [], place, item) };
  const trees = tree !== null && "trees" in tree ? tree.trees : [];
  return { trees: placed(trees, place, planted(trees[place] ?? null, shift - bits, index, item)) };
}

function placed<T>(list: readonly (T | null)[], place: number, item: T): readonly (T | null)[] {
  const copy = list.slice();
  while (copy.length < place) copy.push(null);
  copy[place] = item;
  return copy;
}

function pruned<T>(tree: Tree<T> | null, shift: number, index: number): Tree<T> | null {
  if (tree === null) return null;
  const place = digit(index, shift);
  if ("items" in tree) return leaf(tree.items.with(place, null));
  return branch(tree.trees.with(place, pruned(tree.trees[place] ?? null, shift - bits, index)));
}

function cut<T>(tree: Tree<T> | null, shift: number, start: number): Tree<T> | null {
  if (tree === null) return null;
  const place = digit(start, shift);
  if ("items" in tree) return leaf(tree.items.map((item, at) => (at < place ? null : item)));
  return branch(
    tree.trees.map((child, at) => {
      if (at < place) return null;
      return at > place ? child : cut(child, shift - bits, start);
    }),
  );
}

const leaf = <T>(items: readonly (T | null)[]): Leaf<T> | null => {
  const kept = trimmed(items);
  return kept.length === 0 ? null : { items: kept };
};

const branch = <T>(trees: readonly (Tree<T> | null)[]): Branch<T> | null => {
  const kept = trimmed(trees);
  return kept.length === 0 ? null : { trees: kept };
};

function trimmed<T>(list: readonly (T | null)[]): readonly (T | null)[] {
  const length = list.findLastIndex((item) => item !== null) + 1;
  return length === list.length ? list : list.slice(0, length);
}

/** The array of this tree, as low as it can be. */
function lowered<T>(height: number, root: Tree<T> | null): SparseArray<T> {
  if (root === null) return emptyArray;
  if (!("trees" in root) || root.trees.length > 1) return { height, root };
  return lowered(height - 1, root.trees[0] ?? null);
}

function gather<T>(
  tree: Tree<T> | null,
  shift: number,
  start: number,
  base: number,
  found: Indexed<T>[],
): void {
  if (tree === null) return;
  if ("items" in tree) {
    for (const [at, item] of tree.items.entries()) {
      if (item !== null && base + at >= start) found.push({ index: base + at, item });
    }
    return;
  }
  const span = 2 ** shift;
  for (const [at, child] of tree.trees.entries()) {
    const first = base + at * span;
    if (first + span > start) gather(child, shift - bits, start, first, found);
  }
}
