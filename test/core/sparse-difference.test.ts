import { array, assert, integer, oneof, property, record, constant } from "fast-check";
import { expect, it } from "vitest";
import {
  emptyArray,
  fromIndex,
  itemsFrom,
  sparseDifference,
  withItem,
  withoutItem,
  type SparseArray,
} from "../../src/core/index.ts";

const filled = (count: number): SparseArray<string> =>
  Array.from({ length: count }, (_, index) => index).reduce(
    (items: SparseArray<string>, index) => withItem(items, index, `item ${index}`),
    emptyArray,
  );

it("tells what is new, and what is gone", () => {
  const before = filled(40);
  const after = fromIndex(withItem(withItem(before, 12, "another"), 5_000, "far away"), 2);
  expect(sparseDifference(before, after)).toEqual({
    set: [
      { index: 12, item: "another" },
      { index: 5_000, item: "far away" },
    ],
    gone: [0, 1],
  });
  expect(sparseDifference(before, before)).toEqual({ set: [], gone: [] });
});

it("leads from any version to any other", () => {
  const changes = array(
    oneof(
      record({ kind: constant("set" as const), index: integer({ min: 0, max: 600 }) }),
      record({ kind: constant("remove" as const), index: integer({ min: 0, max: 600 }) }),
      record({ kind: constant("cut" as const), index: integer({ min: 0, max: 100 }) }),
    ),
    { maxLength: 60 },
  );
  assert(
    property(integer({ min: 0, max: 300 }), changes, (count, changes) => {
      const before = filled(count);
      let after = before;
      for (const { kind, index } of changes) {
        if (kind === "set") after = withItem(after, index, `new ${index}`);
        else after = kind === "remove" ? withoutItem(after, index) : fromIndex(after, index);
      }
      const { set, gone } = sparseDifference(before, after);
      let rebuilt = before;
      for (const index of gone) rebuilt = withoutItem(rebuilt, index);
      for (const { index, item } of set) rebuilt = withItem(rebuilt, index, item);
      expect(itemsFrom(rebuilt)).toEqual(itemsFrom(after));
    }),
    { seed: 1 },
  );
});

it("does not look at what both share", () => {
  const before = filled(100_000);
  const after = withItem(before, 77_777, "x");
  const started = process.threadCpuUsage().user;
  for (let nth = 0; nth < 100; nth++) sparseDifference(before, after);
  expect(process.threadCpuUsage().user - started).toBeLessThan(300_000);
});
