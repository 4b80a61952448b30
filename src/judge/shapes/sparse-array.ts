import {
  array,
  check,
  lazy,
  maxLength,
  maxValue,
  nullable,
  pipe,
  strictObject,
  union,
  type GenericSchema,
} from "valibot";
import type { SparseArray } from "../../core/index.ts";
import { whole } from "./common.ts";

type Tree<T> = NonNullable<SparseArray<T>["root"]>;

/** An array such as `withItem` and `withoutItem` make, so that `itemAt` finds in it whatever there is. */
export function sparseArray<T>(item: GenericSchema<unknown, T>): GenericSchema<unknown, SparseArray<T>> {
  const tree: GenericSchema<unknown, Tree<T>> = lazy(() =>
    union([strictObject({ items: branches(item) }), strictObject({ trees: branches<Tree<T>>(tree) })]),
  );
  return pipe(
    strictObject({ height: pipe(whole, maxValue(8)), root: nullable(tree) }),
    check(({ height, root }) => isOfHeight(root, height)),
  );
}

/** Sixteen at most, of which the last is no hole. */
const branches = <T>(item: GenericSchema<unknown, T>): GenericSchema<unknown, readonly (T | null)[]> =>
  pipe(
    array(nullable(item)),
    maxLength(16),
    check((list) => list.at(-1) !== null),
  );

function isOfHeight<T>(tree: Tree<T> | null, height: number): boolean {
  if (tree === null) return true;
  if ("items" in tree) return height === 0;
  return height > 0 && tree.trees.every((child) => isOfHeight(child, height - 1));
}
