import { stringify } from "safe-stable-stringify";

/** What a `Map` or `Set` may use for plain data: equal for data of equal structure, whatever the order of fields. */
export function canonicalKey(data: unknown): unknown {
  // A string of its own never looks like the text of an object, which begins with a control character.
  return typeof data === "object" && data !== null ? `\u0001${stringify(data)}` : data;
}
