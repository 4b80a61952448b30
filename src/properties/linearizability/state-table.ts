import { canonicalKey } from "./canonical-key.ts";

/** Numbers states, so that equal ones have one number and comparing them is comparing numbers. */
export class StateTable<State> {
  readonly #merge: (state: State) => State;
  readonly #states: State[] = [];
  readonly #ids = new Map<unknown, number>();

  /** @param merge - the state that stands for a state. */
  constructor(merge: (state: State) => State) {
    this.#merge = merge;
  }

  idOf(state: State): number {
    const key = canonicalKey(state);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const merged = this.#merge(state);
    const mergedKey = merged === state ? key : canonicalKey(merged);
    let id = this.#ids.get(mergedKey);
    if (id === undefined) {
      id = this.#states.push(merged) - 1;
      this.#ids.set(mergedKey, id);
    }
    this.#ids.set(key, id);
    return id;
  }

  state(id: number): State {
    return this.#states[id] as State;
  }
}
