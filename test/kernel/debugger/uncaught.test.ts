import { expect, it } from "vitest";
import { isUncaught } from "../../../src/kernel/debugger/uncaught.ts";

type Paused = Parameters<typeof isUncaught>[0];

/** The calls, innermost first, of which those after "|" have been left by an await; each at its mark in the source. */
async function judge(source: string, marks: string): Promise<boolean> {
  const place = (mark: string): { scriptId: string; lineNumber: number; columnNumber: number } => {
    const lines = source.slice(0, source.indexOf(`/*${mark}*/`) + mark.length + 4).split("\n");
    return { scriptId: "1", lineNumber: lines.length - 1, columnNumber: lines.at(-1)?.length ?? 0 };
  };
  const [calls = [], awaiting = []] = marks.split("|").map((part) => part.trim().split(" ").filter(Boolean));
  const paused = {
    reason: "promiseRejection",
    data: {},
    callFrames: calls.map((mark) => ({ location: place(mark) })),
    asyncStackTrace: { description: "await", callFrames: awaiting.map(place) },
  };
  return isUncaught(paused as unknown as Paused, { has: () => true, text: async () => source });
}

it("an error of the cell itself ends it", async () => {
  expect(await judge("await null;\n/*1*/throw 1", "1")).toBe(true);
  expect(await judge("try { await null; /*1*/throw 1 } catch {}", "1")).toBe(false);
  expect(await judge("try {} catch { /*1*/throw 1 }", "1")).toBe(true);
  expect(await judge("try { /*1*/throw 1 } finally {}", "1")).toBe(true);
});

it("so does one of a function whose promise is awaited, but for a try on the way", async () => {
  const later = "async function later() { await null; /*1*/throw 1 }\n";
  expect(await judge(`${later}await /*2*/later()`, "1|2")).toBe(true);
  expect(await judge(`${later}try { await /*2*/later() } catch {}`, "1|2")).toBe(false);
  expect(await judge(`${later}const mid = async () => /*2*/later();\nawait /*3*/mid()`, "1|2 3")).toBe(true);
  expect(
    await judge(
      `${later}async function mid() { try { return await /*2*/later() } catch {} }\nawait /*3*/mid()`,
      "1|2 3",
    ),
  ).toBe(false);
  expect(
    await judge(
      `${later}async function mid() { try { return /*2*/later() } catch {} }\nawait /*3*/mid()`,
      "1|2 3",
    ),
  ).toBe(true);
});

it("and one of a function called without an await in between", async () => {
  const fails = "function fails() { /*1*/throw 1 }\n";
  expect(await judge(`${fails}async function f() { /*2*/fails() }\nawait /*3*/f()`, "1 2 3")).toBe(true);
  expect(
    await judge(`${fails}async function f() { try { /*2*/fails() } catch {} }\nawait /*3*/f()`, "1 2 3"),
  ).toBe(false);
});

it("what is handled otherwise than by await is left to V8", async () => {
  const later = "async function later() { await null; /*1*/throw 1 }\n";
  expect(await judge(`${later}await /*2*/later().catch(() => 1)`, "1|2")).toBe(false);
  expect(await judge(`${later}const p = /*2*/later(); await p`, "1|2")).toBe(false);
  expect(await judge(`${later}setTimeout(() => void later())`, "1")).toBe(false);
});
