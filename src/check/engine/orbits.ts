import type { Vocabulary } from "../../core/index.ts";
import type { Candidate } from "./candidate.ts";
import type { Parts } from "./parts.ts";
import type { Renaming } from "./renaming.ts";

/**
 * The class of all vectors that nodes changing places can turn into each other, and the one of them that
 * stands for all: the smallest, numbers being compared from the left.
 */
export class Orbits<V extends Vocabulary> {
  readonly #parts: Parts<V>;
  readonly #renaming: Renaming<V>;
  readonly #candidate: Candidate;
  /** For each permutation and slot of a node, the slot from which its host comes. */
  readonly #sources: readonly (readonly number[])[];
  readonly #ties: number[] = [];
  #best = new Int32Array(256);
  #other = new Int32Array(256);

  // The representative found last.
  vector: Int32Array = this.#best;
  hash = 0;
  /** The permutation that leads to it. */
  nth = 0;

  constructor(parts: Parts<V>, renaming: Renaming<V>, candidate: Candidate) {
    this.#parts = parts;
    this.#renaming = renaming;
    this.#candidate = candidate;
    this.#sources = renaming.inverse.map((nth) => renaming.permutations[nth]!);
  }

  /** Finds the vector (of the same length) that stands for this one. */
  represent(vector: Int32Array, length: number, hash: number): void {
    if (length > this.#best.length) {
      this.#best = new Int32Array(2 * length);
      this.#other = new Int32Array(2 * length);
    }
    this.#compareHosts(vector);
    const ties = this.#ties;
    this.nth = ties[0]!;
    this.vector = vector;
    this.hash = hash;
    if (ties.length === 1 && this.nth === 0) return;
    this.permute(vector, length, this.nth, this.#best);
    for (let index = 1; index < ties.length; index++) {
      this.permute(vector, length, ties[index]!, this.#other);
      if (!this.#isOtherSmaller(length)) continue;
      [this.#best, this.#other] = [this.#other, this.#best];
      this.nth = ties[index]!;
    }
    this.vector = this.#best;
    this.hash = this.#candidate.hashOf(this.#best, length);
  }

  /** Writes what the vector becomes by the permutation. */
  permute(vector: Int32Array, length: number, nth: number, into: Int32Array): void {
    const { nodes, memorySlot, worldSlot, base } = this.#parts;
    const renaming = this.#renaming;
    const sources = this.#sources[nth]!;
    for (let slot = 0; slot < nodes; slot++) into[slot] = renaming.host(vector[sources[slot]!]!, nth);
    into[memorySlot] = renaming.memory(vector[memorySlot]!, nth);
    into[worldSlot] = vector[worldSlot]!;
    for (let index = base; index < length; index++) {
      const message = renaming.event(vector[index]!, nth);
      let place = index;
      for (; place > base && into[place - 1]! > message; place--) into[place] = into[place - 1]!;
      into[place] = message;
    }
  }

  /** Finds the permutations by which the hosts become smallest; mostly there is only one. */
  #compareHosts(vector: Int32Array): void {
    const { nodes } = this.#parts;
    const renaming = this.#renaming;
    const best = this.#best;
    const ties = this.#ties;
    for (let slot = 0; slot < nodes; slot++) best[slot] = vector[slot]!;
    ties.length = 0;
    ties.push(0);
    for (let nth = 1; nth < this.#sources.length; nth++) {
      const sources = this.#sources[nth]!;
      let slot = 0;
      let host = 0;
      for (; slot < nodes; slot++) {
        host = renaming.host(vector[sources[slot]!]!, nth);
        if (host !== best[slot]) break;
      }
      if (slot === nodes) ties.push(nth);
      else if (host < best[slot]!) {
        for (; slot < nodes; slot++) best[slot] = renaming.host(vector[sources[slot]!]!, nth);
        ties.length = 0;
        ties.push(nth);
      }
    }
  }

  #isOtherSmaller(length: number): boolean {
    for (let slot = this.#parts.nodes; slot < length; slot++) {
      const difference = this.#other[slot]! - this.#best[slot]!;
      if (difference !== 0) return difference < 0;
    }
    return false;
  }
}
