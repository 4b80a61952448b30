import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptyArray,
  endOf,
  fromIndex,
  itemAt,
  itemsFrom,
  withItem,
  withoutItem,
  type SparseArray,
} from "../../src/core/index.ts";

const arrayOf = (entries: Iterable<readonly [number, string]>): SparseArray<string> => {
  let array: SparseArray<string> = emptyArray;
  for (const [index, item] of entries) array = withItem(array, index, item);
  return array;
};

describe("a sparse array", () => {
  it("holds items at any indices, and null elsewhere", () => {
    const array = arrayOf([
      [3, "three"],
      [70_000, "seventy thousand"],
    ]);
    expect([3, 4, 70_000, 5_000_000, -1].map((index) => itemAt(array, index))).toEqual([
      "three",
      null,
      "seventy thousand",
      null,
      null,
    ]);
    expect(itemsFrom(array, 4)).toEqual([{ index: 70_000, item: "seventy thousand" }]);
    expect(endOf(array)).toBe(70_001);
    expect(endOf(emptyArray)).toBe(0);
  });

  it("is a short list as long as it is short", () => {
    expect(
      arrayOf([
        [0, "a"],
        [2, "c"],
      ]),
    ).toEqual({ height: 0, root: { items: ["a", null, "c"] } });
  });

  it("refuses an index that is none", () => {
    expect(() => withItem(emptyArray, -1, "x")).toThrow(RangeError);
    expect(() => withItem(emptyArray, 0.5, "x")).toThrow("got 0.5");
  });

  it("shares what did not change: a million items cost a few hundred words a version", () => {
    const before = arrayOf(Array.from({ length: 4_096 }, (_, index) => [index, `item ${index}`] as const));
    const after = withItem(before, 4_000, "changed");
    const [left, right] = [before.root, after.root];
    if (left === null || right === null || !("trees" in left) || !("trees" in right)) expect.fail();
    expect(left.trees.filter((tree, place) => tree !== right.trees[place])).toHaveLength(1);
  });
});

const index = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 100_000 }));
const change = fc.oneof(
  fc.record({ kind: fc.constant("with" as const), index, item: fc.string({ maxLength: 2 }) }),
  fc.record({ kind: fc.constant("without" as const), index }),
  fc.record({ kind: fc.constant("from" as const), index }),
);

it("does what a map does, and the same contents are the same data", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), index, (changes, start) => {
      const model = new Map<number, string>();
      let array: SparseArray<string> = emptyArray;
      for (const change of changes) {
        if (change.kind === "with") {
          array = withItem(array, change.index, change.item);
          model.set(change.index, change.item);
        } else if (change.kind === "without") {
          array = withoutItem(array, change.index);
          model.delete(change.index);
        } else {
          array = fromIndex(array, change.index);
          for (const key of model.keys()) if (key < change.index) model.delete(key);
        }
      }
      const entries = [...model].sort(([a], [b]) => a - b);
      expect(itemsFrom(array, start)).toEqual(
        entries.filter(([at]) => at >= start).map(([at, item]) => ({ index: at, item })),
      );
      expect(endOf(array)).toBe((entries.at(-1)?.[0] ?? -1) + 1);
      for (const [at, item] of entries) expect(itemAt(array, at)).toBe(item);
      expect(array).toEqual(arrayOf(entries));
    }),
  );
});
