import * as fc from "fast-check";
import { expect, it } from "vitest";
import { joinLines, splitLines } from "../../src/notebook/lines.ts";

it("cuts after every end of line that Python knows, and keeps it", () => {
  expect(splitLines("a\nb\r\nc\rd\u2028e\u0085f")).toEqual([
    "a\n",
    "b\r\n",
    "c\r",
    "d\u2028",
    "e\u0085",
    "f",
  ]);
});

it("makes no line of nothing, and no empty line after a last newline", () => {
  expect(splitLines("")).toEqual([]);
  expect(splitLines("a\n")).toEqual(["a\n"]);
});

it("loses nothing", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => joinLines(splitLines(text)) === text));
});

it("joins texts and lists of texts only", () => {
  expect(joinLines(["a", "b"])).toBe("ab");
  expect(joinLines("ab")).toBe("ab");
  expect(joinLines(["a", 1])).toBeUndefined();
  expect(joinLines(undefined)).toBeUndefined();
});
