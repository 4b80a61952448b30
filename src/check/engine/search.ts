import type { Ending } from "../report.ts";
import type { Limits } from "../model.ts";
import { Batch } from "./batch.ts";
import type { Census } from "./census.ts";
import type { Sink, Space } from "./space.ts";
import { StateStore } from "./state-store.ts";
import { stepsTo, type Arrival } from "./trace.ts";

/** By default a search stops before it has used up this much. */
const defaultMemory = 2 ** 31;

/** How many states are expanded between looks at clock and memory. */
const period = 4_096;

/** What somebody wants to know of each new state, or of each state expanded; rarely anything. */
export interface Interest {
  /** Called for every new state. */
  readonly isNew?: ((vector: Int32Array, length: number, arrival: Arrival) => void) | undefined;
  /** Called for every state when it has been expanded. */
  readonly isExpanded?: ((vector: Int32Array, length: number, state: number) => void) | undefined;
}

/**
 * Breadth-first search of a space: every state within the limits, each once, nearest first.
 *
 * In one thread. A model holds the protocol's code, and functions cannot be handed to another thread: it
 * could only look states up. That is a fifth of the time of a search (register on Paxos, 3 clients:
 * `settle` 14 %, growing the store 7 %), and handing the vectors over costs as much: in a trial with 2.4
 * million vectors through shared memory two threads took as long as one, or longer.
 */
export class Search<Step> implements Sink {
  readonly #space: Space<Step>;
  readonly #census: Census;
  readonly #limits: Required<Limits>;
  readonly #interest: Interest;
  readonly #store = new StateStore();
  readonly #batch = new Batch();
  #vector = new Int32Array(256);
  /** The state being expanded; -1 before the first. */
  #current = -1;
  #next = 0;
  /** The states before this one have at most the depth {@link #level}. */
  #levelEnd = 1;
  #level = 1;
  #bound = 65_536;

  // The step offered last.
  #how = 0;
  #what = 0;

  generated = 0;
  outsideSteps = 0;
  ended: Ending = "unfinished";
  violation: { readonly property: string; readonly problem: string; readonly arrival: Arrival } | null = null;
  /** Where each of the things to be seen was seen first, by its bit. */
  readonly sightings = new Map<number, Arrival>();
  #seen = 0;

  constructor(space: Space<Step>, limits: Limits, interest: Interest = {}) {
    const { depth = Infinity, states = Infinity, memory = defaultMemory, shouldStop = () => false } = limits;
    this.#space = space;
    this.#census = space.census;
    this.#limits = { depth, states, memory, shouldStop };
    this.#interest = interest;
  }

  get states(): number {
    return this.#store.size;
  }

  get bytes(): number {
    return this.#store.bytes + this.#space.bytes;
  }

  /** Of the deepest state found. */
  get depth(): number {
    return this.#store.size > this.#levelEnd ? this.#level + 1 : this.#level;
  }

  /** Expands up to so many more states; true if there is still something to do. */
  advance(states: number): boolean {
    if (this.#store.size === 0) {
      this.#space.begin(this);
      this.settle();
    }
    for (let count = 0; count < states && this.ended === "unfinished"; count++) {
      if (this.#next === this.#levelEnd) this.#enterLevel();
      this.ended = this.#reasonToStop();
      if (this.ended === "unfinished") this.#expand(this.#next++);
    }
    return this.ended === "unfinished";
  }

  #enterLevel(): void {
    this.settle();
    if (this.#store.size === this.#levelEnd) return;
    this.#level++;
    this.#levelEnd = this.#store.size;
  }

  scriptTo({ state, how, what }: Arrival): readonly Step[] {
    const steps = stepsTo(this.#space, this.#store, state);
    return this.#space.script(how < 0 ? steps : [...steps, { how, what }]);
  }

  /** The state being expanded, and the step out of it that was offered last. */
  get arrival(): Arrival {
    return { state: this.#current, how: this.#current < 0 ? -1 : this.#how, what: this.#what };
  }

  /** Ends the search with a complaint about the step offered last. */
  broken(property: string, problem: string): void {
    if (this.violation !== null) return;
    this.violation = { property, problem, arrival: this.arrival };
    this.ended = "violation";
  }

  offer(vector: Int32Array, length: number, hash: number, how: number, what: number): void {
    const batch = this.#batch;
    const index = batch.add(vector, length, hash);
    batch.parents[index] = this.#current;
    batch.hows[index] = this.#how = how;
    batch.whats[index] = this.#what = what;
    this.generated++;
    if (batch.isFull) this.settle();
  }

  /** Looks up all states that were reached since the last time: before a look at the results. */
  settle(): void {
    const batch = this.#batch;
    const store = this.#store;
    if (this.#census.largest >= this.#bound) {
      store.widen();
      this.#bound = Infinity;
    }
    store.fetch(batch);
    const { isNew } = this.#interest;
    for (let index = 0; index < batch.count; index++) {
      if (store.add(batch, index) && isNew !== undefined) isNew(...this.#arrived(index));
    }
    batch.count = 0;
  }

  #arrived(index: number): readonly [Int32Array, number, Arrival] {
    const { cells, starts, parents, hows, whats } = this.#batch;
    const vector = cells.subarray(starts[index], starts[index + 1]);
    const state = parents[index]!;
    const arrival = { state, how: state < 0 ? -1 : hows[index]!, what: whats[index]! };
    return [vector, vector.length, arrival];
  }

  outside(): void {
    this.outsideSteps++;
  }

  sighted(bits: number): void {
    const fresh = bits & ~this.#seen;
    if (fresh === 0) return;
    this.#seen |= fresh;
    for (let bit = 0; bit < 31; bit++) {
      if ((fresh & (1 << bit)) !== 0) this.sightings.set(bit, this.arrival);
    }
  }

  #expand(state: number): void {
    const length = this.#store.lengthOf(state);
    if (length > this.#vector.length) this.#vector = new Int32Array(2 * length);
    this.#store.load(state, this.#vector);
    this.#current = state;
    this.#space.expand(this.#vector, length, this);
    if (this.#interest.isExpanded !== undefined) this.#interest.isExpanded(this.#vector, length, state);
  }

  #reasonToStop(): Ending {
    const { depth, states, memory, shouldStop } = this.#limits;
    if (this.#next >= this.#store.size) return "exhausted";
    if (this.#level >= depth) return "depth limit";
    if (this.#store.size >= states) return "state limit";
    if (this.#next % period !== 0) return "unfinished";
    if (this.bytes > memory) return "memory limit";
    return shouldStop() ? "stopped" : "unfinished";
  }
}
