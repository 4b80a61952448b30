import { inspect } from "node:util";
import type { Bars } from "./bars.ts";

export interface ProgressOptions {
  /** What is going on, in a word or two. */
  readonly label?: string;
  /** How many items there will be, if what is iterated over does not know. */
  readonly total?: number;
}

/** Shows a bar for a loop: yields the items, and tells how far it has come, how fast, and what is left. */
export interface Progress {
  <T>(items: Iterable<T>, options?: ProgressOptions): Generator<T, void, undefined>;
  <T>(items: AsyncIterable<T>, options?: ProgressOptions): AsyncGenerator<T, void, undefined>;
}

export function progressWith(bars: Bars): Progress {
  const progress = (items: unknown, options: ProgressOptions = {}): unknown => {
    const { label = "", total = sizeOf(items) } = options;
    if (total !== undefined && !(typeof total === "number" && total >= 0)) {
      throw new TypeError(`The total of progress() must be a number of items, not ${inspect(total)}.`);
    }
    const open = (): ReturnType<Bars["open"]> => bars.open(label, total);
    if (isAsyncIterable(items)) return throughLater(items, open);
    if (isIterable(items)) return through(items, open);
    throw new TypeError(
      `progress() needs something to iterate over, such as an array or a stream, not ${inspect(items, { depth: 0 })}.`,
    );
  };
  return progress as Progress;
}

type Open = () => ReturnType<Bars["open"]>;

function* through<T>(items: Iterable<T>, open: Open): Generator<T, void, undefined> {
  const bar = open();
  try {
    for (const item of items) {
      yield item;
      bar.advance();
    }
    bar.end("done");
  } catch (error) {
    bar.end("failed");
    throw error;
  } finally {
    bar.end("stopped");
  }
}

async function* throughLater<T>(items: AsyncIterable<T>, open: Open): AsyncGenerator<T, void, undefined> {
  const bar = open();
  try {
    for await (const item of items) {
      yield item;
      bar.advance();
    }
    bar.end("done");
  } catch (error) {
    bar.end("failed");
    throw error;
  } finally {
    bar.end("stopped");
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return hasMethod(value, Symbol.asyncIterator);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return hasMethod(value, Symbol.iterator);
}

function hasMethod(value: unknown, method: symbol): boolean {
  if (value === null || value === undefined) return false;
  return typeof Reflect.get(Object(value) as object, method) === "function";
}

/** Arrays have a length, sets and maps a size; a generator has neither. */
function sizeOf(items: unknown): number | undefined {
  if (Array.isArray(items) || ArrayBuffer.isView(items))
    return (items as unknown as ArrayLike<unknown>).length;
  return items instanceof Set || items instanceof Map ? items.size : undefined;
}
