import type { NodeId, Observation, Property, Vocabulary } from "../../core/index.ts";
import { observeAll, type Broken } from "../observe.ts";
import type { Answer } from "./answers.ts";
import type { Census } from "./census.ts";
import { Interner } from "./interner.ts";
import { PairMap } from "./pair-map.ts";

/** What can be seen of one step, cut off after some of its effects. */
interface Sight<V extends Vocabulary> {
  readonly node: NodeId;
  readonly answer: Answer<V>;
  readonly effects: number;
}

/** Numbers what the properties of a model remember, all of them together, and remembers what they make of a step. */
export class Observers<V extends Vocabulary> {
  readonly #properties: readonly Property<V>[];
  readonly #census: Census;
  readonly #parts: readonly Interner<unknown>[];
  readonly #ids = new Map<string, number>();
  readonly #memories: (readonly number[])[] = [];
  readonly #sights: Sight<V>[] = [];
  readonly #sightIds = new PairMap();
  readonly #transitions = new PairMap();
  readonly #complaints: { readonly broken: Broken; readonly memory: number }[] = [];
  /** The complaint of the last call of {@link after}. */
  broken: Broken | null = null;

  constructor(properties: readonly Property<V>[], census: Census) {
    this.#census = census;
    this.#properties = properties;
    this.#parts = properties.map(() => new Interner());
  }

  get bytes(): number {
    const parts = this.#parts.reduce((sum, { bytes }) => sum + bytes, 0);
    return parts + this.#transitions.bytes + 200 * this.#memories.length;
  }

  initial(): number {
    return this.id(this.#properties.map(({ initial }) => initial));
  }

  /** The number of these memories, one for each property. */
  id(memories: readonly unknown[]): number {
    const parts = memories.map((memory, index) => this.#parts[index]!.id(memory));
    const key = parts.join(" ");
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#memories.push(parts) - 1;
    this.#ids.set(key, id);
    this.#census.count(id);
    return id;
  }

  memories(id: number): readonly unknown[] {
    return this.#memories[id]!.map((part, index) => this.#parts[index]!.value(part));
  }

  /** The number of the sight of this answer with none of its effects done; those with 1, 2, … follow. */
  sight(node: NodeId, answer: Answer<V>): number {
    const { inputId, effectsId, effects } = answer;
    const known = this.#sightIds.get(inputId, effectsId);
    if (known >= 0) return known;
    const first = this.#sights.length;
    for (let done = 0; done <= effects.length; done++) this.#sights.push({ node, answer, effects: done });
    this.#sightIds.add(inputId, effectsId, first);
    return first;
  }

  /** The memory after a sight; sets {@link broken}. */
  after(memory: number, sight: number): number {
    this.broken = null;
    const known = this.#transitions.get(memory, sight);
    if (known >= 0) return known;
    return this.#afterRare(memory, sight, known);
  }

  #afterRare(memory: number, sight: number, known: number): number {
    if (known === -1) {
      const next = this.#observe(memory, sight);
      this.#transitions.add(memory, sight, next);
      return this.#resolve(next);
    }
    return this.#resolve(known);
  }

  /** Below -1, the number of a complaint. */
  #resolve(next: number): number {
    if (next >= 0) return next;
    const { broken, memory } = this.#complaints[-2 - next]!;
    this.broken = broken;
    return memory;
  }

  #observe(memory: number, sight: number): number {
    const { node, answer, effects } = this.#sights[sight]!;
    const events: readonly Observation<V>[] = [answer.input, ...answer.effects.slice(0, effects)];
    const seen = events.map((event) => ({ node, event }));
    const { memories, broken } = observeAll(this.#properties, this.memories(memory), seen);
    const next = this.id(memories);
    return broken === null ? next : -1 - this.#complaints.push({ broken, memory: next });
  }
}
