import { expect, it } from "vitest";
import { deferredPlaces } from "../../../src/kernel/service/deferred.ts";

it.each([
  ["f(¦x)", false],
  ["function f() { return ¦x }", true],
  ["const f = () => ¦x", true],
  ["class A { m() { ¦x } }", true],
  ["class A { field = ¦x }", true],
  ["class A { static field = ¦x }", false],
  ["class A { static { ¦x } }", false],
  ["class A extends ¦x {}", false],
  ["(() => ¦x)()", false],
  ["await (async function () { ¦x })()", false],
  ["new (class { constructor() { ¦x } })()", true],
  ["(() => () => ¦x)()", true],
  ["const f = (a: ¦T) => a", false],
  ["function f() { const a: ¦T = 1 }", false],
  ["if (true) { ¦x }", false],
])("%s runs later: %s", (marked, expected) => {
  const offset = marked.indexOf("¦");
  expect(deferredPlaces(marked.replace("¦", ""))(offset)).toBe(expected);
});
