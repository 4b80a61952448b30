/**
 * Functions that V8 is given as text, to call them on values in the thread of the cells. Each must be complete
 * in itself.
 */

/** Elements from `start` on, under their indexes. Empty places stay empty. */
export function elements(list: ArrayLike<unknown>, start: number, count: number): object {
  const found = { __proto__: null };
  for (let index = start; index < start + count; index++) {
    const element = Reflect.getOwnPropertyDescriptor(list, index);
    if (element) Reflect.defineProperty(found, index, element);
  }
  return found;
}

/** What a list has besides its elements. */
export function extras(list: object): object {
  const found = { __proto__: null };
  for (const key of Reflect.ownKeys(list)) {
    if (key === "length" || (typeof key === "string" && /^\d+$/.test(key))) continue;
    const property = Reflect.getOwnPropertyDescriptor(list, key);
    if (property) Reflect.defineProperty(found, key, property);
  }
  return found;
}

/** Keys and values of a Map, or the values of a Set, one after the other. */
export function entries(
  keyed: Map<unknown, unknown> | Set<unknown>,
  start: number,
  count: number,
): readonly unknown[] {
  const found: unknown[] = [];
  let index = 0;
  // Not by methods of its own, which a class may have redefined.
  const all: Iterable<unknown> =
    keyed instanceof Map ? Map.prototype.entries.call(keyed) : Set.prototype.values.call(keyed);
  for (const entry of all) {
    if (index >= start + count) break;
    if (index >= start) found.push(...(keyed instanceof Map ? (entry as readonly unknown[]) : [entry]));
    index += 1;
  }
  return found;
}

export function property(target: object, name: string): unknown {
  return Reflect.get(target, name);
}

export function assign(target: object, name: string, value: unknown): unknown {
  if (!Reflect.set(target, name, value)) throw new TypeError(`"${name}" cannot be changed.`);
  return Reflect.get(target, name);
}

/** A value as a MIME bundle, in JSON; nothing if it can be had only later, and the thread stands still. */
export function rendered(global: object, value: unknown, mayWait: boolean): unknown {
  const render: unknown = Reflect.get(global, Symbol.for("paxoslab.render"));
  const rendering: unknown =
    typeof render === "function" ? Reflect.apply(render, undefined, [value]) : undefined;
  if (!(rendering instanceof Promise)) return JSON.stringify(rendering);
  return mayWait ? rendering.then((settled) => JSON.stringify(settled)) : undefined;
}

/** Puts a value where the text of a script can reach it. */
export function park(global: object, value: unknown): void {
  Reflect.set(global, Symbol.for("paxoslab.parked"), value);
}

/** The text V8 is given: a function for its `this`. */
export function asMethod(task: (target: never, ...parameters: never[]) => unknown): string {
  return `function (...parameters) { return (${String(task)})(this, ...parameters); }`;
}
