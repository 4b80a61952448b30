import type { NumberedStep, Sink, Space } from "./space.ts";
import type { StateStore } from "./state-store.ts";

/** A way to arrive somewhere: go to `state`, then take the step (`how`, `what`); `how` is -1 for no step. */
export interface Arrival {
  readonly state: number;
  readonly how: number;
  readonly what: number;
}

/** To be at a state already. */
export const stay = (state: number): Arrival => ({ state, how: -1, what: -1 });

/**
 * The steps of a shortest way to a state. Only the states on the way are stored; the step from each to
 * the next is found by taking all steps again and looking which one leads there.
 */
export function stepsTo(space: Space<unknown>, store: StateStore, state: number): readonly NumberedStep[] {
  const script: NumberedStep[] = [];
  let at = state;
  while (at >= 0) {
    const parent = store.parent(at);
    if (parent === null) break;
    script.push(stepBetween(space, store, parent, at));
    at = parent;
  }
  return script.reverse();
}

function stepBetween(space: Space<unknown>, store: StateStore, from: number, to: number): NumberedStep {
  const target = new Int32Array(store.lengthOf(to));
  store.load(to, target);
  const before = new Int32Array(store.lengthOf(from));
  store.load(from, before);
  const witness = new Witness(target);
  space.expand(before, before.length, witness);
  if (witness.how < 0) throw new Error("A state in the store cannot be reached from its parent.");
  return { how: witness.how, what: witness.what };
}

/** Looks for the first step that leads to one state. */
class Witness implements Sink {
  readonly #target: Int32Array;
  how = -1;
  what = -1;

  constructor(target: Int32Array) {
    this.#target = target;
  }

  offer(vector: Int32Array, length: number, _hash: number, how: number, what: number): void {
    const isTarget = length === this.#target.length && this.#target.every((id, slot) => vector[slot] === id);
    if (isTarget && this.how < 0) {
      this.how = how;
      this.what = what;
    }
  }

  outside(): void {}
  broken(): void {}
  sighted(): void {}
}
