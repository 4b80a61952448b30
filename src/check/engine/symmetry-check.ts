import type { Vocabulary } from "../../core/index.ts";
import { StepFault } from "../step-fault.ts";
import { SymmetryError, type Symmetry } from "../symmetry.ts";
import type { Orbits } from "./orbits.ts";
import type { Permutation } from "./permutations.ts";
import type { ProtocolSpace } from "./protocol-space.ts";
import type { Renaming } from "./renaming.ts";
import type { Sink } from "./space.ts";

/** The first states are all looked at, later ones now and then. */
const alwaysChecked = 256;
const checkedEvery = 64;

/**
 * Looks whether exchanging two nodes commutes with everything that can happen: from a state with the two
 * exchanged, the same must be possible as from the state itself, up to names. Exchanges of two
 * generate all permutations.
 */
export class SymmetryCheck<V extends Vocabulary> {
  readonly #symmetry: Symmetry;
  readonly #inner: ProtocolSpace<V>;
  readonly #renaming: Renaming<V>;
  readonly #orbits: Orbits<V>;
  /** The permutations that exchange two nodes. */
  readonly #exchanges: readonly number[];
  #count = 0;
  #checks = 0;

  constructor(symmetry: Symmetry, inner: ProtocolSpace<V>, renaming: Renaming<V>, orbits: Orbits<V>) {
    this.#symmetry = symmetry;
    this.#inner = inner;
    this.#renaming = renaming;
    this.#orbits = orbits;
    this.#exchanges = [...renaming.permutations.keys()].filter(
      (nth) => movedBy(renaming.permutations[nth]!).length === 2,
    );
  }

  /** @throws SymmetryError if this state has no mirror image. */
  expanded(vector: Int32Array, length: number): void {
    this.#count++;
    if (this.#count > alwaysChecked && this.#count % checkedEvery !== 0) return;
    const nth = this.#exchanges[this.#checks++ % this.#exchanges.length]!;
    const mirrored = new Int32Array(length);
    this.#orbits.permute(vector, length, nth, mirrored);
    const back = new Int32Array(length);
    this.#orbits.permute(mirrored, length, nth, back);
    const isSame = back.every((id, slot) => vector[slot] === id);
    if (!isSame)
      this.#refuse(nth, "and back again a state is not what it was: under some key is no sorted set");
    if (this.#futureOf(vector, length) !== this.#futureOf(mirrored, length)) {
      this.#refuse(nth, "not the same can happen as before");
    }
  }

  #futureOf(vector: Int32Array, length: number): string {
    const summary = new Summary(this.#orbits);
    try {
      this.#inner.expand(vector, length, summary);
    } catch (error) {
      // The state itself has been expanded before, without a fault.
      if (error instanceof StepFault) return "a fault";
      throw error;
    }
    return summary.text();
  }

  #refuse(nth: number, problem: string): never {
    const [a, b] = movedBy(this.#renaming.permutations[nth]!);
    throw new SymmetryError(
      `model.symmetry says that nodes ${this.#symmetry.nodes.join(", ")} may change places, but with nodes ` +
        `${a} and ${b} exchanged ${problem}; add to idsUnder all keys that hold their ids, or leave symmetry out.`,
    );
  }
}

const movedBy = (permutation: Permutation): readonly number[] =>
  permutation.filter((place, node) => place !== node).sort((a, b) => a - b);

/** All that can happen in a state, up to names. */
class Summary<V extends Vocabulary> implements Sink {
  readonly #orbits: Orbits<V>;
  readonly #lines: string[] = [];
  #last = "";

  constructor(orbits: Orbits<V>) {
    this.#orbits = orbits;
  }

  text(): string {
    return this.#lines.sort().join("\n");
  }

  offer(vector: Int32Array, length: number, hash: number): void {
    this.#orbits.represent(vector, length, hash);
    this.#last = this.#orbits.vector.subarray(0, length).join(" ");
    this.#lines.push(this.#last);
  }

  outside(): void {
    this.#lines.push("outside");
  }

  broken(property: string): void {
    this.#lines.push(`${this.#last} breaks ${property}`);
  }

  sighted(bits: number): void {
    this.#lines.push(`${this.#last} shows ${bits}`);
  }
}
