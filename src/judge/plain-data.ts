import type { Json } from "./subject.ts";

/** Deeper than any answer to any exercise. */
const deepest = 60;
/** And longer. */
const most = 20_000;

/** In no answer to any exercise; on a terminal and in a report they do harm: control characters, halves of characters, turns of direction. */
const unprintable = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/u;

export class NotPlainData extends Error {
  override readonly name = "NotPlainData";
}

/**
 * A copy of the value if it is plain data: null, booleans, finite numbers, strings, dense arrays, and objects that are
 * nothing but their own fields. Fields that are undefined are left out, as JSON does.
 *
 * Looks at property descriptors only, so a getter or a proxy's trap is not asked twice and told two things.
 *
 * @throws NotPlainData with the place and what stands there, as the end of a sentence.
 */
export function plainData(value: unknown): Json {
  let count = 0;
  const copy = (item: unknown, path: string, depth: number): Json => {
    if (++count > most) throw new NotPlainData(`holds more than ${most} items`);
    if (depth > deepest) throw new NotPlainData(`is nested more than ${deepest} deep, or holds itself`);
    switch (typeof item) {
      case "string":
        if (unprintable.test(item)) throw new NotPlainData(`has a control character in the text at ${path}`);
        return item;
      case "boolean":
        return item;
      case "number":
        if (!Number.isFinite(item)) throw new NotPlainData(`has ${item} at ${path}`);
        return item === 0 ? 0 : item; // JSON has no -0.
      case "object":
        return item === null ? null : structure(item, path, depth);
      case "undefined":
      case "function":
      case "symbol":
      case "bigint":
        throw new NotPlainData(`has ${an(typeof item)} at ${path}`);
    }
  };
  const structure = (item: object, path: string, depth: number): Json => {
    if (Array.isArray(item)) {
      if (item.length > most) throw new NotPlainData(`holds more than ${most} items`);
      return Array.from({ length: item.length }, (_, index) =>
        copy(own(item, String(index), path), `${path}[${index}]`, depth + 1),
      );
    }
    const prototype = Object.getPrototypeOf(item) as object | null;
    if (prototype !== null && prototype !== Object.prototype) {
      throw new NotPlainData(`has an object of a class (${className(prototype)}) at ${path}`);
    }
    const fields: Record<string, Json> = {};
    for (const key of Object.keys(item)) {
      if (key === "__proto__") throw new NotPlainData(`has a field called __proto__ at ${path}`);
      if (unprintable.test(key))
        throw new NotPlainData(`has a control character in the name of a field at ${path}`);
      const field = own(item, key, path);
      if (field !== undefined) fields[key] = copy(field, path === answer ? key : `${path}.${key}`, depth + 1);
    }
    return fields;
  };
  return copy(value, answer, 0);
}

const answer = "the top";

function own(item: object, key: string, path: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(item, key);
  if (descriptor === undefined) return undefined;
  if (!("value" in descriptor)) throw new NotPlainData(`has a getter for ${key} at ${path}`);
  return descriptor.value;
}

function className(prototype: object): string {
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  const name: unknown =
    typeof made === "function" ? Object.getOwnPropertyDescriptor(made, "name")?.value : undefined;
  return typeof name === "string" && name !== "" ? name : "nameless";
}

const an = (type: string): string => (type === "undefined" ? "nothing (undefined)" : `a ${type}`);
