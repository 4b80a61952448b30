/** Something in the states or messages of a protocol that is no plain data. */
export class PlainDataError extends TypeError {
  override readonly name = "PlainDataError";
}

/**
 * Plain data as text, so that two pieces of data have the same text exactly if they are equal in structure,
 * whatever the order in which the keys of an object were written. A key whose value is `undefined` counts
 * as missing, and -0 as 0.
 *
 * @throws PlainDataError if it holds anything but objects, arrays, text, numbers, booleans, null and
 *   undefined, or contains itself.
 */
export function canonicalText(data: unknown, depth = 0): string {
  switch (typeof data) {
    case "string":
      return JSON.stringify(data);
    case "number":
    case "boolean":
    case "undefined":
      return String(data);
    case "bigint":
      return `${data}n`;
    case "object":
      return data === null ? "null" : textOfObject(data, depth + 1);
    case "function":
    case "symbol":
      throw new PlainDataError(`a ${typeof data}`);
  }
}

/** Deeper than any honest state: the data contains itself. */
const deepest = 1_000;

function textOfObject(data: object, depth: number): string {
  if (depth > deepest) throw new PlainDataError("an object that contains itself");
  if (Array.isArray(data)) {
    let text = "[";
    for (const item of data) text += `${canonicalText(item, depth)},`;
    return `${text}]`;
  }
  requirePlain(data);
  let text = "{";
  for (const key of Object.keys(data).sort()) {
    const value: unknown = data[key as keyof typeof data];
    if (value !== undefined) text += `${JSON.stringify(key)}:${canonicalText(value, depth)},`;
  }
  return `${text}}`;
}

function requirePlain(data: object): void {
  const prototype: unknown = Object.getPrototypeOf(data);
  if (prototype === Object.prototype || prototype === null) return;
  const maker = (data.constructor as { readonly name?: string } | undefined)?.name;
  // Objects of another realm (a notebook's cell) are plain as well.
  if (maker === "Object" && Object.getPrototypeOf(prototype) === null) return;
  throw new PlainDataError(`a ${maker ?? "object of an unknown class"}`);
}

export const sameText = (a: unknown, b: unknown): boolean => canonicalText(a) === canonicalText(b);

/** A copy with sorted keys that nobody can change. */
export function frozenCopy<T>(data: T): T {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return Object.freeze(data.map(frozenCopy)) as T;
  return Object.freeze(copyOfObject(data, frozenCopy));
}

/** A copy that anybody may change. */
export function looseCopy<T>(data: T): T {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map(looseCopy) as T;
  return copyOfObject(data, looseCopy);
}

function copyOfObject<T extends object>(data: T, copy: (value: unknown) => unknown): T {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(data).sort()) {
    const value: unknown = data[key as keyof T];
    if (value !== undefined) result[key] = copy(value);
  }
  return result as T;
}
