import type { Variable } from "./dap.ts";
import { describe, isKeyed } from "./describe.ts";
import * as inThread from "./in-thread.ts";
import { within, type Presenter } from "./presenter.ts";
import type { Range, Whole } from "./references.ts";
import type { Values } from "./values.ts";

/** How many elements are listed at once; more of them are listed as ranges. */
const rangeLimit = 100;

/** Arrays, Maps and Sets of any size. */
export class Lists {
  readonly #values: Values;
  readonly #presenter: Presenter;

  constructor(values: Values, presenter: Presenter) {
    this.#values = values;
    this.#presenter = presenter;
  }

  /** The elements or entries of a range, or, if they are too many, smaller ranges. */
  async list(whole: Whole, range: Range): Promise<readonly Variable[]> {
    if (range.count > rangeLimit) return this.#ranges(whole, range);
    return isKeyed(whole.value.subtype) ? this.#entries(whole, range) : this.#elements(whole, range);
  }

  /** `[0 … 99]`, `[100 … 199]`, and so on: never more of them than are listed of elements. */
  #ranges(whole: Whole, { start, count }: Range): readonly Variable[] {
    let width = rangeLimit;
    while (count / width > rangeLimit) width *= rangeLimit;
    const ranges: Variable[] = [];
    for (let first = start; first < start + count; first += width) {
      const range = { start: first, count: Math.min(width, start + count - first) };
      ranges.push(this.#presenter.range(whole, range));
    }
    return ranges;
  }

  async #elements({ value, expression }: Whole, { start, count }: Range): Promise<readonly Variable[]> {
    const slice = await this.#values.call(value.objectId, inThread.elements, start, count);
    const { result } = await this.#values.properties(slice.objectId ?? "");
    return result.flatMap(({ name, value: element }) =>
      element ? [this.#presenter.variable({ name, value: element }, within(expression, name))] : [],
    );
  }

  async #entries({ value: keyed }: Whole, { start, count }: Range): Promise<readonly Variable[]> {
    const list = await this.#values.call(keyed.objectId, inThread.entries, start, count);
    const { result } = await this.#values.properties(list.objectId ?? "");
    const values = result.filter(({ name }) => /^\d+$/.test(name)).flatMap(({ value }) => value ?? []);
    if (keyed.subtype === "set") {
      return values.map((value, index) => this.#presenter.variable({ name: String(start + index), value }));
    }
    return values.flatMap((key, index) => {
      const value = values[index + 1];
      return index % 2 === 0 && value ? [this.#presenter.variable({ name: describe(key), value })] : [];
    });
  }
}
