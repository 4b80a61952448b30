import { TextEncoder as WebEncoder } from "node:util";
import { array, assert, integer, property } from "fast-check";
import { afterAll, expect, it } from "vitest";

const own = globalThis.TextEncoder;
await import("../../../src/grader/inside/text-encoder.ts");
const { TextEncoder: Encoder } = globalThis;
afterAll(() => {
  globalThis.TextEncoder = own;
});

const bytes = (encoder: { encode(text: string): Uint8Array }, text: string): string =>
  encoder.encode(text).join(" ");

it("gives a text the bytes that the web’s own encoder gives it, so that digests are the same in a bare realm", () => {
  expect(Encoder).not.toBe(WebEncoder);
  expect(bytes(new Encoder(), "₹é🌧")).toBe("226 130 185 195 169 240 159 140 167");
  assert(
    property(array(integer({ min: 0, max: 0x10ffff })), (points) => {
      const text = String.fromCodePoint(...points);
      expect(bytes(new Encoder(), text)).toBe(bytes(new WebEncoder(), text));
    }),
  );
});

it("writes half a surrogate pair as the replacement character", () => {
  expect(bytes(new Encoder(), "a\ud800b")).toBe(bytes(new WebEncoder(), "a\ud800b"));
});
