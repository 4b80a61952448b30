import { canonicalKey } from "./canonical-key.ts";

/** Numbers states, so that equal ones have one number and comparing them is comparing numbers. */
export class StateTable<State> {
  readonly #isTold: (state: State) => boolean;
  readonly #states: State[] = [];
  readonly #ids = new Map<unknown, number>();
  /** The number of all states that are not told, of which the first stands for all. */
  untold: number | null = null;

  /** @param isTold - whether a state is one that results told may set apart from the others. */
  constructor(isTold: (state: State) => boolean) {
    this.#isTold = isTold;
  }

  idOf(state: State): number {
    const key = canonicalKey(state);
    let id = this.#ids.get(key);
    if (id !== undefined) return id;
    if (this.#isTold(state)) id = this.#add(state);
    else id = this.untold ??= this.#add(state);
    this.#ids.set(key, id);
    return id;
  }

  #add(state: State): number {
    return this.#states.push(state) - 1;
  }

  state(id: number): State {
    return this.#states[id] as State;
  }
}
