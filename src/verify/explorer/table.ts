import { canonicalText } from "../../check/canonical.ts";

/** Numbers pieces of plain data from 0, equal ones alike, and lists them. */
export class Table<T> {
  readonly items: T[] = [];
  readonly #numbers = new Map<string, number>();

  number(item: T): number {
    const key = canonicalText(item);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.items.push(item) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
