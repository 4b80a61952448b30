import type { Vocabulary } from "../../core/index.ts";
import { namesOf, type Model } from "../model.ts";
import type { Symmetry } from "../symmetry.ts";
import type { Event } from "./events.ts";
import { forgotten } from "./hosts.ts";
import type { Parts } from "./parts.ts";
import {
  factorsOf,
  inverseOf,
  isSamePermutation,
  permutationsOf,
  type Factors,
  type Permutation,
} from "./permutations.ts";
import { renameData } from "./rename-data.ts";

/** What the numbers of hosts, events and memories become if nodes change places. */
export class Renaming<V extends Vocabulary> {
  /** The first changes nothing. */
  readonly permutations: readonly Permutation[];
  /** For each permutation, the number of the one that undoes it. */
  readonly inverse: readonly number[];
  readonly #parts: Parts<V>;
  readonly #keys: ReadonlySet<string>;
  readonly #hosts: Renumbering;
  readonly #events: Renumbering;
  readonly #memories: Renumbering;

  constructor(model: Model<V>, { nodes, idsUnder }: Symmetry, parts: Parts<V>) {
    this.permutations = permutationsOf([...namesOf(model).keys()], nodes);
    this.inverse = this.permutations.map((permutation) =>
      this.permutations.findIndex((other) => isSamePermutation(other, inverseOf(permutation))),
    );
    this.#parts = parts;
    this.#keys = new Set(idsUnder);
    const factors = factorsOf(this.permutations, nodes);
    this.#hosts = new Renumbering(factors, (id, nth) => this.#host(id, this.permutations[nth]!));
    this.#events = new Renumbering(factors, (id, nth) => this.#event(id, this.permutations[nth]!));
    this.#memories = new Renumbering(factors, (id, nth) => this.#memory(id, this.permutations[nth]!));
  }

  get bytes(): number {
    return this.#hosts.bytes + this.#events.bytes + this.#memories.bytes;
  }

  /** The host that takes this one's place in another slot of the vector. */
  host(id: number, nth: number): number {
    return this.#hosts.get(id, nth);
  }

  event(id: number, nth: number): number {
    return this.#events.get(id, nth);
  }

  memory(id: number, nth: number): number {
    return this.#memories.get(id, nth);
  }

  #host(id: number, permutation: Permutation): number {
    const { hosts } = this.#parts;
    const { node, isUp, state, disk, timers } = hosts.value(id);
    const place = permutation[node]!;
    if (disk === forgotten) return hosts.forgotten(place);
    return hosts.id({
      node: place,
      isUp,
      state: isUp ? hosts.states.id(this.#renamed(hosts.states.value(state), permutation)) : state,
      disk: hosts.disks.id(this.#renamed(hosts.disks.value(disk), permutation)),
      timers,
    });
  }

  #event(id: number, permutation: Permutation): number {
    const event = this.#parts.events.value(id);
    const node = permutation[event.node]!;
    const renamed: Event<V> =
      event.kind === "message"
        ? {
            ...event,
            node,
            from: permutation[event.from]!,
            message: this.#renamed(event.message, permutation),
          }
        : { ...event, node };
    return this.#parts.events.id(renamed);
  }

  #memory(id: number, permutation: Permutation): number {
    const { observers } = this.#parts;
    return observers.id(observers.memories(id).map((memory) => this.#renamed(memory, permutation)));
  }

  #renamed<T>(data: T, permutation: Permutation): T {
    return renameData(data, this.#keys, permutation);
  }
}

/**
 * Remembers what each number becomes by each permutation. Only for an exchange of neighbours is data renamed;
 * all other permutations are made of those.
 */
class Renumbering {
  readonly #count: number;
  readonly #factors: readonly (Factors | null)[];
  readonly #work: (id: number, nth: number) => number;
  /** The number + 1, or 0 if not worked out yet. */
  #known: Int32Array;

  constructor(factors: readonly (Factors | null)[], work: (id: number, nth: number) => number) {
    this.#count = factors.length;
    this.#factors = factors;
    this.#work = work;
    this.#known = new Int32Array(1024 * this.#count);
  }

  get bytes(): number {
    return this.#known.byteLength;
  }

  get(id: number, nth: number): number {
    const known = this.#known[id * this.#count + nth] ?? 0;
    return known > 0 ? known - 1 : this.#find(id, nth);
  }

  #find(id: number, nth: number): number {
    const factors = this.#factors[nth]!;
    const found =
      factors === null ? this.#work(id, nth) : this.get(this.get(id, factors.first), factors.next);
    const at = id * this.#count + nth;
    if (at >= this.#known.length) {
      const longer = new Int32Array(2 * at);
      longer.set(this.#known);
      this.#known = longer;
    }
    this.#known[at] = found + 1;
    return found;
  }
}
