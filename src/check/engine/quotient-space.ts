import type { ScriptAction, Vocabulary } from "../../core/index.ts";
import type { Model } from "../model.ts";
import { SymmetryError, type Symmetry } from "../symmetry.ts";
import { cutShort, how as hows } from "./how.ts";
import { Orbits } from "./orbits.ts";
import type { ProtocolSpace } from "./protocol-space.ts";
import { Renaming } from "./renaming.ts";
import type { NumberedStep, Sink, Space } from "./space.ts";
import { SymmetryCheck } from "./symmetry-check.ts";

/**
 * A space in which one state stands for all that differ from it only by nodes having changed places.
 *
 * Sound and complete for properties that do not tell these nodes apart (Ip and Dill, "Better Verification
 * Through Symmetry", 1996, theorem 3; Emerson and Sistla, "Symmetry and Model Checking", 1996): a
 * permutation that commutes with the step relation is an automorphism of the state graph, so the map of
 * states to representatives is a bisimulation. It keeps distances from the initial state as well, which
 * every permutation leaves as it is up to names; shortest runs stay as short. {@link SymmetryCheck} looks
 * whether the premise holds.
 */
export class QuotientSpace<V extends Vocabulary> implements Space<ScriptAction<V>>, Sink {
  readonly #inner: ProtocolSpace<V>;
  readonly #renaming: Renaming<V>;
  readonly #orbits: Orbits<V>;
  readonly #check: SymmetryCheck<V>;
  /** As it is, before anything changes places. */
  #initial: Int32Array = new Int32Array(0);
  #isBeginning = false;
  #sink: Sink | null = null;

  constructor(model: Model<V>, symmetry: Symmetry, inner: ProtocolSpace<V>) {
    this.#inner = inner;
    this.#renaming = new Renaming(model, symmetry, inner.parts);
    this.#orbits = new Orbits(inner.parts, this.#renaming, inner.candidate);
    this.#check = new SymmetryCheck(symmetry, inner, this.#renaming, this.#orbits);
  }

  get census(): ProtocolSpace<V>["census"] {
    return this.#inner.census;
  }

  get bytes(): number {
    return this.#inner.bytes + this.#renaming.bytes;
  }

  begin(sink: Sink): void {
    this.#sink = sink;
    this.#isBeginning = true;
    this.#inner.begin(this);
    this.#isBeginning = false;
  }

  expand(vector: Int32Array, length: number, sink: Sink): void {
    this.#sink = sink;
    this.#inner.expand(vector, length, this);
    this.#check.expanded(vector, length);
  }

  offer(vector: Int32Array, length: number, hash: number, how: number, what: number): void {
    if (this.#isBeginning) this.#initial = vector.slice(0, length);
    const orbits = this.#orbits;
    orbits.represent(vector, length, hash);
    this.#sink!.offer(orbits.vector, length, orbits.hash, how, what);
  }

  outside(): void {
    this.#sink!.outside();
  }

  broken(property: string, problem: string): void {
    this.#sink!.broken(property, problem);
  }

  sighted(bits: number): void {
    this.#sink!.sighted(bits);
  }

  /**
   * Each step is known as it is taken from a representative. The run is taken again with the nodes where they
   * really are, and each step is translated back by the permutation that leads to its representative.
   */
  script(steps: readonly NumberedStep[]): readonly ScriptAction<V>[] {
    const real: NumberedStep[] = [];
    let vector = this.#initial;
    for (const [index, { how, what }] of steps.entries()) {
      this.#orbits.represent(vector, vector.length, 0);
      const undo = this.#renaming.inverse[this.#orbits.nth]!;
      const isCrash = how % cutShort === hows.crash;
      const step = {
        how,
        what: isCrash ? this.#renaming.permutations[undo]![what]! : this.#renaming.event(what, undo),
      };
      real.push(step);
      // The last step may be one that the protocol's code did not stand.
      if (index === steps.length - 1) break;
      const walk = new Walk(step);
      this.#inner.expand(vector, vector.length, walk);
      vector = walk.vector;
      if (vector.length === 0)
        throw new SymmetryError("A run cannot be taken again with its nodes in their places.");
    }
    return this.#inner.script(real);
  }
}

/** Catches where one step leads. */
class Walk implements Sink {
  readonly #step: NumberedStep;
  vector: Int32Array = new Int32Array(0);

  constructor(step: NumberedStep) {
    this.#step = step;
  }

  offer(vector: Int32Array, length: number, _hash: number, how: number, what: number): void {
    if (this.#step.how === how && this.#step.what === what) this.vector = vector.slice(0, length);
  }

  outside(): void {}
  broken(): void {}
  sighted(): void {}
}
