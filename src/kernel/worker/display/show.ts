import { randomUUID } from "node:crypto";
import { types } from "node:util";
import { currentCell } from "../current-cell.ts";
import { bundle, displayMethod, isDictionary, type EmitBundle } from "./publish.ts";
import { render, type Rendering } from "./render.ts";
import { describe } from "./text.ts";

export interface DisplayOptions {
  /** The value is a MIME bundle itself, such as `{ "text/html": "<b>4</b>" }`. */
  readonly raw?: boolean;
  /** Names the place in the page, so that it can be shown anew. */
  readonly id?: string;
  /** Shows the value where one with this `id` was shown before, be it by another cell. */
  readonly update?: boolean;
}

/** Where a value was shown. */
export interface DisplayHandle {
  readonly id: string;
  /** Shows another value in its place. */
  update(value: unknown, options?: Pick<DisplayOptions, "raw">): void;
}

export interface DisplaySink {
  readonly emit: EmitBundle;
  /** Told of an error in a value's own code for showing itself. */
  readonly fail: (error: unknown) => void;
}

/** Shows values in the middle of a cell, in the order of the calls even where some take their time. */
export class Displays {
  readonly #sink: DisplaySink;
  /** The last display of each cell that has some which are not shown yet. */
  readonly #pending = new Map<number, Promise<void>>();

  constructor(sink: DisplaySink) {
    this.#sink = sink;
  }

  readonly display = (value: unknown, options: DisplayOptions = {}): DisplayHandle => {
    const { id = randomUUID(), update = false, raw = false } = options;
    if (update && options.id === undefined) {
      throw new TypeError("display(value, { update: true }) needs the id of what is to be replaced.");
    }
    this.#show(id, value, raw, update);
    return {
      id,
      update: (next, { raw = false } = {}) => this.#show(id, next, raw, true),
      // As the last expression of a cell the handle shows nothing: the value has been shown.
      [displayMethod]: () => ({}),
    } as DisplayHandle;
  };

  /** Resolves when all that this cell has asked to show is shown. */
  async whenShown(cellId: number): Promise<void> {
    await this.#pending.get(cellId);
  }

  #show(id: string, value: unknown, isRaw: boolean, isUpdate: boolean): void {
    const cell = currentCell();
    const rendering = isRaw ? { bundle: rawBundle(value) } : render(value);
    const before = this.#pending.get(cell);
    const emit = (done: Rendering): void => this.#emit(id, done, isUpdate);
    if (!before && !types.isPromise(rendering)) {
      emit(rendering);
      return;
    }
    const last = inTurn(before, rendering, emit).finally(() => {
      if (this.#pending.get(cell) === last) this.#pending.delete(cell);
    });
    this.#pending.set(cell, last);
  }

  #emit(id: string, { bundle: shown, failure }: Rendering, isUpdate: boolean): void {
    if (failure) this.#sink.fail(failure.error);
    if (shown) this.#sink.emit({ ...shown, transient: { display_id: id } }, isUpdate);
  }
}

async function inTurn(
  before: Promise<void> | undefined,
  rendering: Rendering | Promise<Rendering>,
  emit: (done: Rendering) => void,
): Promise<void> {
  await before;
  emit(await rendering);
}

function rawBundle(value: unknown): NonNullable<Rendering["bundle"]> {
  if (!isDictionary(value)) {
    throw new TypeError(
      `display(…, { raw: true }) needs a MIME bundle such as { "text/html": "…" }, not ${describe(value)}.`,
    );
  }
  return bundle({ data: value });
}
