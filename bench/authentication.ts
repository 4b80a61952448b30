import {
  createHmac,
  generateKeyPairSync,
  sign,
  timingSafeEqual,
  verify,
  type KeyPairKeyObjectResult,
} from "node:crypto";
import { configure } from "safe-stable-stringify";
import type { Authentication } from "../src/protocols/byzantine/index.ts";

/**
 * Real signatures (RFC 8032), as text, for messages are plain data: each author has a pair of keys of its own, of which
 * everybody knows the public one.
 */
export function ed25519(): Authentication {
  const pairs = new Map<string, KeyPairKeyObjectResult>();
  const pairOf = (author: string): KeyPairKeyObjectResult => {
    let pair = pairs.get(author);
    if (pair === undefined) pairs.set(author, (pair = generateKeyPairSync("ed25519")));
    return pair;
  };
  return {
    name: "Ed25519",
    seal: (author, content) => sign(null, bytesOf(content), pairOf(author).privateKey).toString("base64url"),
    isGenuine: (author, content, seal) =>
      verify(null, bytesOf(content), pairOf(author).publicKey, Buffer.from(String(seal), "base64url")),
  };
}

/**
 * A message authentication code, with one key for all that each author says: whoever can check it can make it, so among
 * liars it proves nothing to a third. Here as the measure of what a seal costs at least.
 */
export function hmac(): Authentication {
  const codeOf = (author: string, content: object): Buffer =>
    createHmac("sha256", `the key of ${author}`).update(bytesOf(content)).digest();
  return {
    name: "HMAC-SHA-256",
    seal: (author, content) => codeOf(author, content).toString("base64url"),
    isGenuine: (author, content, seal) =>
      timingSafeEqual(codeOf(author, content), Buffer.from(String(seal), "base64url")),
  };
}

const stringify = configure({ deterministic: true, strict: true });

/** Messages are never changed, and checked by everybody who gets them. */
const encoded = new WeakMap<object, Buffer>();

function bytesOf(content: object): Buffer {
  let bytes = encoded.get(content);
  if (bytes === undefined) encoded.set(content, (bytes = Buffer.from(stringify(content) ?? "")));
  return bytes;
}
