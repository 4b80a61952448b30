import murmurhash from "murmurhash";
import { configure } from "safe-stable-stringify";

/** What shows who says something: a number as good as random to whoever lacks the key, or a real signature as text. */
export type Seal = number | string;

/**
 * Signatures as this lab simulates them. A seal is a keyed hash, so it fits one content and one author, may be passed on
 * and checked by anybody; and nobody *in the lab* makes one in another's name, for a protocol seals what its own node
 * says and a lie is sealed by the liar (see {@link Lies}). What real ones cost, in bytes and time, is for a cost model
 * to say; a keyed hash with keys that everybody could look up protects nothing outside.
 */
export interface Authentication {
  readonly name: string;
  /** The author's seal under a content. */
  seal(author: string, content: object): Seal;
  isGenuine(author: string, content: object, seal: Seal): boolean;
}

export const signatures: Authentication = {
  name: "signed",
  seal: keyedHash,
  isGenuine: (author, content, seal) => keyedHash(author, content) === seal,
};

/** Everybody is believed to be who they say they are. */
export const unauthenticated: Authentication = {
  name: "not authenticated",
  seal: () => 0,
  isGenuine: () => true,
};

/** A short name for some content (a collision-free hash, as far as this lab is concerned): `1f3a90c2`. */
export function digestOf(content: object): string {
  return hash(content, 0).toString(16).padStart(8, "0");
}

function keyedHash(author: string, content: object): number {
  return hash(content, keyOf(author));
}

const keys = new Map<string, number>();

function keyOf(author: string): number {
  let key = keys.get(author);
  if (key === undefined) keys.set(author, (key = murmurhash.v3(`the key of ${author}`, 1)));
  return key;
}

function hash(content: object, seed: number): number {
  return murmurhash.v3(bytesOf(content), seed);
}

/** Messages are never changed, and checked by everybody who gets them. */
const encoded = new WeakMap<object, Uint8Array>();

function bytesOf(content: object): Uint8Array {
  let bytes = encoded.get(content);
  if (bytes === undefined) encoded.set(content, (bytes = encoder.encode(stringify(content))));
  return bytes;
}

const encoder = new TextEncoder();
const stringify = configure({ deterministic: true, strict: true }) as (content: object) => string;
