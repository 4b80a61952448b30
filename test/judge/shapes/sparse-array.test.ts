import { array, assert, integer, option, property, record, string as text } from "fast-check";
import { is, string } from "valibot";
import { expect, it } from "vitest";
import { emptyArray, withItem, withoutItem, type SparseArray } from "../../../src/core/index.ts";
import { sparseArray } from "../../../src/judge/shapes/sparse-array.ts";

const words = sparseArray(string());

it("lets through whatever was made by putting in and taking out", () => {
  const step = record({ index: integer({ min: 0, max: 5_000 }), item: option(text()) });
  assert(
    property(array(step), (steps) => {
      const made = steps.reduce<SparseArray<string>>(
        (array, { index, item }) =>
          item === null ? withoutItem(array, index) : withItem(array, index, item),
        emptyArray,
      );
      expect(is(words, made)).toBe(true);
    }),
  );
});

it.each([
  ["items of another kind", { height: 0, root: { items: [7] } }],
  ["a list that ends with a hole", { height: 0, root: { items: ["a", null] } }],
  ["a list without end", { height: 0, root: { items: Array<string>(17).fill("a") } }],
  ["leaves higher up than the height says", { height: 1, root: { items: ["a"] } }],
  ["branches where leaves should be", { height: 0, root: { trees: [{ items: ["a"] }] } }],
  ["a height that no array has", { height: 9, root: null }],
])("refuses %s, with which the judge could not go on", (_, array) => {
  expect(is(words, array)).toBe(false);
});
