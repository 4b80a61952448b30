import { expect, test } from "vitest";
import { Batch } from "../../src/check/engine/batch.ts";
import { StateStore } from "../../src/check/engine/state-store.ts";
import { explore, type Model } from "../../src/check/index.ts";

const batch = new Batch();

/** Adds one state; true if it is new. */
function add(store: StateStore, numbers: readonly number[], hash: number, parent: number): boolean {
  batch.count = 0;
  batch.parents[batch.add(Int32Array.from(numbers), numbers.length, hash)] = parent;
  store.fetch(batch);
  return store.add(batch, 0);
}

test("a vector is new once, whatever else has its hash", () => {
  const store = new StateStore();
  for (let round = 0; round < 3; round++) {
    expect(add(store, [1, 2], 7, -1)).toBe(round === 0);
    expect(add(store, [1, 3], 7, 0)).toBe(round === 0);
    expect(add(store, [1, 2, 3], 7, 0)).toBe(round === 0);
  }
  expect(store.size).toBe(3);
});

test("numbers that outgrow 16 bits are kept whole, those before them as well", () => {
  const store = new StateStore();
  const count = 40_000;
  for (let state = 0; state < count; state++) add(store, [state, 5], state * 31, state - 1);
  store.widen();
  for (let state = count; state < 2 * count; state++) add(store, [state, 5], state * 31, state - 1);
  const into = new Int32Array(2);
  for (const state of [0, 1, count - 1, count, 65_535, 65_536, 2 * count - 1]) {
    expect(store.load(state, into)).toBe(2);
    expect([...into]).toEqual([state, 5]);
    expect(store.parent(state)).toBe(state === 0 ? null : state - 1);
    expect(add(store, [state, 5], state * 31, 0)).toBe(false);
  }
});

interface Odometer {
  readonly state: { readonly high: number; readonly low: number };
  readonly message: never;
  readonly request: never;
  readonly persisted: never;
  readonly timer: "tick";
  readonly decision: never;
}

/** One node that counts to 70,000 in two digits: more different states than 16 bits can number. */
const odometer: Model<Odometer> = {
  protocol: {
    name: "odometer",
    initial: () => ({ high: 0, low: 0 }),
    step({ high, low }, input) {
      const after = { min: 0, max: 0 };
      if (input.kind === "timer" && high === 350) return { state: { high, low }, effects: [] };
      const next = low === 199 ? { low: 0, high: high + 1 } : { high, low: low + 1 };
      return { state: next, effects: [{ kind: "set-timer", timer: "tick", after }] };
    },
  },
  nodes: 1,
  sometimes: [{ name: "arrives", state: ({ nodes }) => nodes[0]!.state?.high === 350 }],
};

test("a search that outgrows 16 bits misses no state", () => {
  const report = explore(odometer);
  expect(report).toMatchObject({ states: 70_001, depth: 70_001, ended: "exhausted" });
  expect(report.sometimes[0]!.witness).toHaveLength(69_999);
});
