import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalText, frozenCopy, looseCopy, PlainDataError } from "../../src/check/canonical.ts";
import { always } from "../always.ts";

const data = fc.jsonValue({ maxDepth: 3 });

describe("the canonical text of plain data", () => {
  test("does not depend on the order of keys", () => {
    expect(canonicalText({ a: 1, b: [{ d: 2, c: 3 }] })).toBe(canonicalText({ b: [{ c: 3, d: 2 }], a: 1 }));
  });

  test("is the same for a copy and differs for different data", () => {
    always(
      fc.property(data, data, (a, b) => {
        expect(canonicalText(frozenCopy(a))).toBe(canonicalText(a));
        expect(canonicalText(looseCopy(a))).toBe(canonicalText(a));
        let isEqual = true;
        try {
          expect(plain(a)).toEqual(plain(b));
        } catch {
          isEqual = false;
        }
        expect(canonicalText(a) === canonicalText(b)).toBe(isEqual);
      }),
    );
  });

  test("tells text from numbers, null from undefined, and a list from an object", () => {
    const distinct = [
      "1",
      1,
      "null",
      null,
      undefined,
      "undefined",
      [],
      {},
      [1, 2],
      [12],
      [[1], 2],
      { 0: 1 },
      1n,
      true,
    ];
    expect(new Set(distinct.map((value) => canonicalText(value))).size).toBe(distinct.length);
  });

  test("counts an undefined value as missing, and -0 as 0", () => {
    expect(canonicalText({ a: undefined })).toBe(canonicalText({}));
    expect(canonicalText(-0)).toBe(canonicalText(0));
  });

  test.each([
    ["a Map", new Map()],
    ["a Set", new Set()],
    ["a function", () => 1],
    ["a Date", new Date(0)],
  ])("refuses %s", (what, value) => {
    expect(() => canonicalText({ inside: [value] })).toThrow(PlainDataError);
    expect(() => canonicalText({ inside: [value] })).toThrow(what);
  });

  test("refuses an object that contains itself", () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(() => canonicalText(loop)).toThrow("contains itself");
  });
});

/** -0 is 0 here, as everywhere in the checker. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
