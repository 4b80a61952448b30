import * as fc from "fast-check";
import { expect, it } from "vitest";
import { always } from "../always.ts";
import { nodes, withNode, type NodeSet } from "../../src/core/index.ts";

const gather = (members: readonly number[]): NodeSet => members.reduce<NodeSet>(withNode, []);

it("is the same data whatever the order of gathering", () => {
  expect(gather([2, 0, 1])).toEqual(gather([1, 2, 0]));
  always(
    fc.property(fc.array(fc.nat(20)), (members) => {
      expect(gather(members)).toEqual([...new Set(members)].sort((a, b) => a - b));
    }),
  );
});

it("stays the very same list when the node was there already", () => {
  const set = gather([0, 3]);
  expect(withNode(set, 3)).toBe(set);
});

it("numbers nodes from 0", () => {
  expect(nodes(3)).toEqual([0, 1, 2]);
  expect(() => nodes(0)).toThrow("A system needs a whole number of nodes, at least 1; got 0.");
});
