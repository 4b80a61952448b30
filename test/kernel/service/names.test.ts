import { describe, expect, it } from "vitest";
import { namesOf } from "../../../src/kernel/service/names.ts";

describe("a cell declares", () => {
  it.each([
    ["const a = 1, [b, { c, d: [e = 2] }, ...f] = x", "a b c e f"],
    ["let a; var b", "a b"],
    ["function f() { var inner } class C {} enum E { A } namespace N { export const q = 1 }", "f C E N"],
    ["interface I {} type T = 1; declare const ambient: number", "I T ambient"],
    [`import d, { a as b, type T } from "m"; import * as n from "m"; import q = n.q`, "b d T n q"],
    ["export const a = 1; export default function f() {}; export { a as z }", "a f"],
    ["for (var i of []) { var j; const k = 1 } (() => { var hidden })()", "i j"],
    ["const broken = ;", ""],
  ])("%s: %s", (source, names) => {
    const declared = [...namesOf(source).declared.keys()];
    expect(declared.sort()).toEqual(names.split(" ").filter(Boolean).sort());
  });

  it("what its own exports give away is known apart", () => {
    expect([...namesOf("export const a = 1; const b = 2; export { b as c }").exported]).toEqual(["a", "c"]);
  });

  it("additions to the types of others are not names", () => {
    const { declared, isAugmenting } = namesOf("declare global { var g: number }");
    expect([declared.size, isAugmenting]).toEqual([0, true]);
  });
});
