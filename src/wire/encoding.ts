import { encode } from "@msgpack/msgpack";
import { isSparseArray, itemsFrom } from "../core/index.ts";

/** How data becomes bytes. */
export interface Encoding {
  readonly name: string;
  encode(data: unknown): Uint8Array;
}

const utf8 = new TextEncoder();

/** Text that people can read, every name spelt out every time. */
export const json: Encoding = {
  name: "JSON",
  encode: (data) => utf8.encode(JSON.stringify(flattened(data))),
};

/** The same data model in binary (msgpack.org): small numbers take a byte, but names are still spelt out. */
export const messagePack: Encoding = {
  name: "MessagePack",
  encode: (data) => encode(flattened(data)),
};

/** Sparse arrays as lists of what they hold: the tree is how they lie in memory, and nobody would send that. */
function flattened(data: unknown): unknown {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map(flattened);
  if (isSparseArray(data)) return itemsFrom(data).map(({ index, item }) => [index, flattened(item)]);
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, flattened(value)]));
}
