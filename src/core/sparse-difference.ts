import { emptyArray, itemsFrom, type Indexed, type SparseArray } from "./sparse-array.ts";

/** What one version of a sparse array has and another has not. */
export interface SparseDifference<T> {
  /** Items that are new, or are other items now. */
  readonly set: readonly Indexed<T>[];
  /** Where there is a hole now. */
  readonly gone: readonly number[];
}

/** Whether some plain data is a sparse array. */
export function isSparseArray(data: object): data is SparseArray<unknown> {
  return "height" in data && "root" in data && Object.keys(data).length === 2;
}

/**
 * What has changed from one version to another. What they share is not looked at, so it costs as little as the
 * change itself, however long the arrays are.
 */
export function sparseDifference<T>(before: SparseArray<T>, after: SparseArray<T>): SparseDifference<T> {
  const [old, young] = unshared(before, after);
  const known = new Map(itemsFrom(old).map(({ index, item }) => [index, item]));
  const set: Indexed<T>[] = [];
  for (const entry of itemsFrom(young)) {
    if (!known.has(entry.index) || known.get(entry.index) !== entry.item) set.push(entry);
    known.delete(entry.index);
  }
  return { set, gone: [...known.keys()] };
}

type Tree<T> = NonNullable<SparseArray<T>["root"]>;

/** Both arrays with holes wherever they share a tree. */
function unshared<T>(
  before: SparseArray<T>,
  after: SparseArray<T>,
): readonly [SparseArray<T>, SparseArray<T>] {
  const height = Math.max(before.height, after.height);
  const [old, young] = withoutShared(raised(before, height), raised(after, height));
  return [asArray(height, old), asArray(height, young)];
}

function raised<T>({ height, root }: SparseArray<T>, to: number): Tree<T> | null {
  let tree = root;
  for (let level = height; level < to && tree !== null; level++) tree = { trees: [tree] };
  return tree;
}

function withoutShared<T>(
  old: Tree<T> | null,
  young: Tree<T> | null,
): readonly [Tree<T> | null, Tree<T> | null] {
  if (old === young) return [null, null];
  if (old === null || young === null || "items" in old || "items" in young) return [old, young];
  const length = Math.max(old.trees.length, young.trees.length);
  const pairs = Array.from({ length }, (_, at) =>
    withoutShared(old.trees[at] ?? null, young.trees[at] ?? null),
  );
  return [{ trees: pairs.map(([tree]) => tree) }, { trees: pairs.map(([, tree]) => tree) }];
}

function asArray<T>(height: number, root: Tree<T> | null): SparseArray<T> {
  return root === null ? emptyArray : { height, root };
}
