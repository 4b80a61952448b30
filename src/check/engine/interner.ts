import { canonicalText, frozenCopy } from "../canonical.ts";

/** Numbers pieces of plain data from 0, so that two have the same number exactly if they are equal. */
export class Interner<T> {
  readonly #ids = new Map<string, number>();
  /** Spares writing out the data that the protocol hands back as it got it. */
  readonly #known = new Map<object, number>();
  readonly #values: T[] = [];
  #bytes = 0;

  /** Roughly what it holds. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Each by its number. */
  get values(): readonly T[] {
    return this.#values;
  }

  id(data: T): number {
    if (typeof data === "object" && data !== null) {
      const known = this.#known.get(data);
      if (known !== undefined) return known;
    }
    const text = canonicalText(data);
    return this.#ids.get(text) ?? this.#add(data, text);
  }

  /** The data, frozen. */
  value(id: number): T {
    return this.#values[id] as T;
  }

  #add(data: T, text: string): number {
    const id = this.#values.length;
    const copy = frozenCopy(data);
    this.#ids.set(text, id);
    this.#values.push(copy);
    if (typeof copy === "object" && copy !== null) this.#known.set(copy, id);
    this.#bytes += bytesOfEntry + 3 * text.length;
    return id;
  }
}

/** Two entries in maps and an object. */
const bytesOfEntry = 160;
