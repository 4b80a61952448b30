import { inspect, types, type InspectOptions } from "node:util";

/** Everything Node shows by itself, within limits that a page can bear. */
const page: InspectOptions = { maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 };
const line: InspectOptions = {
  depth: 1,
  maxArrayLength: 10,
  maxStringLength: 200,
  breakLength: Number.POSITIVE_INFINITY,
};

/** What is small is shown to its depths; the larger, the shallower. */
const depths = [8, 6, 4, 3, 2, 1] as const;
/** How many values one text may show; at some ten characters each, a few screens. */
const valueBudget = 2_000;
/** How many properties of one object are shown if there are too many for all. */
const propertyLimit = 200;

/** Text for any value at all: deep enough for a state or a message, short enough for a page; never throws. */
export function describe(value: unknown): string {
  const depth = depths.find((each) => costOf(value, each, valueBudget) < valueBudget) ?? 0;
  const { shown, omitted } = depth === 0 ? withFewerProperties(value) : { shown: value, omitted: 0 };
  const text = safely(shown, { ...page, depth });
  return omitted === 0 ? text : `${text}\n… ${omitted.toLocaleString("en")} more properties`;
}

/** The same on one line, for a place in a table. */
export function describeBriefly(value: unknown): string {
  const depth = costOf(value, 1, propertyLimit) < propertyLimit ? 1 : -1;
  return safely(value, { ...line, depth });
}

/** Values with methods of their own for showing themselves may fail in them. */
function safely(value: unknown, options: InspectOptions): string {
  try {
    return inspect(value, options);
  } catch (error) {
    const problem = `(Showing it failed: ${messageOf(error)})`;
    try {
      return `${inspect(value, { ...options, customInspect: false })}\n${problem}`;
    } catch {
      return problem;
    }
  }
}

function messageOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "an error that cannot be shown either";
  }
}

/**
 * About how many values `inspect` would visit down to this depth, counted no further than `limit`. Runs none
 * of the value's own code: neither getters nor the traps of proxies.
 */
function costOf(value: unknown, depth: number, limit: number): number {
  if (typeof value === "string") return 1 + Math.min(value.length, 10_000) / 20;
  if (typeof value !== "object" || value === null || types.isProxy(value)) return 1;
  let cost = 1;
  for (const part of partsOf(value)) {
    cost += depth < 0 ? 1 : costOf(part, depth - 1, limit - cost);
    if (cost >= limit) break;
  }
  return cost;
}

function* partsOf(value: object): Iterable<unknown> {
  const listLimit = page.maxArrayLength ?? 0;
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) return;
  if (Array.isArray(value)) {
    for (let index = 0; index < Math.min(value.length, listLimit); index++) yield dataAt(value, index);
  } else if (types.isMap(value)) {
    for (const [key, each] of first(listLimit, Map.prototype.entries.call(value))) yield* [key, each];
  } else if (types.isSet(value)) {
    yield* first(listLimit, Set.prototype.values.call(value));
  } else {
    for (const key of Object.keys(value)) yield dataAt(value, key);
  }
}

function* first<T>(count: number, items: Iterable<T>): Iterable<T> {
  let left = count;
  for (const item of items) {
    if (left <= 0) return;
    left -= 1;
    yield item;
  }
}

/** What an own property holds; nothing if it would have to be computed. */
export function dataAt(holder: object, key: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}

/** Is there more to it than properties, so that a copy of these would not be the same kind of thing? */
function hasInternals(value: object): boolean {
  return (
    types.isMap(value) || types.isSet(value) || types.isBoxedPrimitive(value) || ArrayBuffer.isView(value)
  );
}

/** `inspect` knows no limit for properties: a copy of the kind with the first of them. */
function withFewerProperties(value: unknown): { readonly shown: unknown; readonly omitted: number } {
  const isCopied =
    typeof value === "object" &&
    value !== null &&
    !types.isProxy(value) &&
    !Array.isArray(value) &&
    !types.isNativeError(value) &&
    !hasInternals(value) &&
    !(inspect.custom in value);
  if (!isCopied) return { shown: value, omitted: 0 };
  const keys = Object.keys(value);
  const shown = Object.create(Object.getPrototypeOf(value) as object | null) as object;
  for (const key of keys.slice(0, propertyLimit)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property) Object.defineProperty(shown, key, property);
  }
  return { shown, omitted: Math.max(0, keys.length - propertyLimit) };
}
