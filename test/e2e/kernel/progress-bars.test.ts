import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Message } from "../../../src/kernel/client/index.ts";
import { sharedSession, type Ran } from "./session.ts";

const session = sharedSession();

interface Shown {
  readonly type: string;
  readonly id: string;
  readonly text: string;
}

function shown(messages: readonly Message[]): readonly Shown[] {
  return messages
    .filter(({ header }) => header.msg_type.endsWith("display_data"))
    .map(({ header, content }) => ({
      type: header.msg_type,
      id: String((content["transient"] as Readonly<Record<string, unknown>>)["display_id"]),
      text: String((content["data"] as Readonly<Record<string, unknown>>)["text/plain"]),
    }));
}

/** The last that is seen of every bar, without bar, rate and time. */
function finals(ran: Ran): readonly string[] {
  const last = new Map(shown(ran.messages).map(({ id, text }) => [id, text]));
  return [...last.values()].flatMap((text) =>
    text.split("\n").map((line) => line.replace(/[█░]+ /, "").replace(/ · .*/, "")),
  );
}

it("a bar shows itself once, then in place, ten times a second, to its end", async () => {
  const ran = await session.run(`
    let sum = 0;
    for (const n of progress([1, 2, 3, 4], { label: "Adding" })) {
      sum += n;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    sum`);
  expect(ran.result).toBe("10");
  const all = shown(ran.messages);
  expect(all.map(({ type }) => type)).toEqual([
    "display_data",
    ...Array.from({ length: all.length - 1 }, () => "update_display_data"),
  ]);
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(all[0]?.text).toMatch(/^Adding ░+ 0\/4 · 0.0 s$/);
  expect(all.at(-1)?.text).toMatch(/^Adding █+ 4\/4 done · \d+(\.\d)?\/s · 0\.\d s$/);
  expect(all.length).toBeGreaterThan(2);
  expect(all.length).toBeLessThan(6);
});

it("a fast loop is shown seldom", async () => {
  const ran = await session.run(
    "let n = 0; for (const i of progress(Array(1_000_000).keys(), { total: 1e6 })) n += i",
  );
  expect(finals(ran)).toEqual(["1,000,000/1,000,000 done"]);
  expect(ran.messages.length).toBeLessThan(60);
});

it("knows the size of arrays, sets and maps, and counts what has none", async () => {
  const ran = await session.run(`
    for (const _ of progress(new Set([1, 2]))) {}
    for (const _ of progress(new Map([[1, 2]]))) {}
    for (const _ of progress(new Uint8Array(3))) {}
    for (const _ of progress("four", { total: 4 })) {}
    function* two() { yield 1; yield 2 }
    for (const _ of progress(two())) {}
    for await (const _ of progress((async function* () { yield 1 })())) {}`);
  expect(ran.error).toBeUndefined();
  expect(finals(ran)).toEqual(["2/2 done", "1/1 done", "3/3 done", "4/4 done", "2 done", "1 done"]);
});

it.each([
  ["break", "for (const n of progress([1, 2, 3])) if (n === 2) break", ["stopped at 1/3"]],
  ["an error", "for (const n of progress([1, 2, 3])) if (n === 2) throw n", ["failed at 1/3"]],
  [
    "an error in a loop that awaits",
    "for (const n of progress([1, 2, 3])) { await null; if (n === 2) throw n }",
    ["failed at 1/3"],
  ],
  [
    "an error that is caught",
    "try { for (const n of progress([1, 2, 3])) if (n === 2) throw n } catch {}",
    ["stopped at 1/3"],
  ],
  [
    "an error of what is iterated over",
    "function* fails() { yield 1; throw new Error('no more') } try { for (const _ of progress(fails())); } catch {}",
    ["failed at 1"],
  ],
  [
    "an error of a stream",
    "async function* breaks() { yield 1; throw 1 } for await (const _ of progress(breaks()));",
    ["failed at 1"],
  ],
  [
    "the end of the cell's process",
    "for (const n of progress([1, 2, 3])) if (n === 2) process.kill(process.pid, 'SIGKILL')",
    ["lost at 0/3 or later, when the process ended"],
  ],
])("ends tidily by %s", async (_, code, expected) => {
  expect(finals(await session.run(code))).toEqual(expected);
});

const naturals = "(function* () { for (let i = 0; ; i++) yield i })()";

async function interrupted(code: string): Promise<readonly string[]> {
  const running = session.run(code);
  await sleep(250);
  await session.kernel.interrupt();
  const ran = await running;
  expect(ran.error).toMatch(/^Interrupted/);
  return finals(ran);
}

it("a loop that is interrupted ends its bar, exactly where it was", async () => {
  const [text = "", ...others] = await interrupted(
    `let seen = 0; for (const n of progress(${naturals}, { total: 5e9 })) seen = n`,
  );
  expect(others).toEqual([]);
  const count = Number(/^interrupted at ([\d,]+)\/5,000,000,000$/.exec(text)?.[1]?.replaceAll(",", ""));
  const seen = Number((await session.run("seen")).result);
  expect(Math.abs(count - seen)).toBeLessThanOrEqual(1);
});

it.each([
  [
    "a loop that awaits",
    `for (const n of progress(${naturals})) await new Promise((r) => setTimeout(r, 5))`,
    /^interrupted at [1-9]\d*$/,
  ],
  [
    "a stream that never comes",
    "for await (const n of progress((async function* () { yield 1; await new Promise(() => {}) })()));",
    /^interrupted at 1$/,
  ],
])("%s that is interrupted ends its bar", async (_, code, expected) => {
  expect(await interrupted(code)).toEqual([expect.stringMatching(expected)]);
});

it("bars within bars share one place, and a line is used again", async () => {
  const ran = await session.run(`
    for (const a of progress([1, 2, 3], { label: "outer" })) {
      for (const b of progress([1, 2], { label: "inner " + a })) await new Promise((r) => setTimeout(r, 20));
    }`);
  expect(new Set(shown(ran.messages).map(({ id }) => id)).size).toBe(1);
  expect(finals(ran)).toEqual(["outer 3/3 done", "inner 3 2/2 done"]);
});

it("what cannot be iterated over is told at once", async () => {
  expect((await session.run("progress(5 as any)")).error).toBe(
    "TypeError: progress() needs something to iterate over, such as an array or a stream, not 5.",
  );
  expect((await session.run("progress([], { total: -1 })")).error).toBe(
    "TypeError: The total of progress() must be a number of items, not -1.",
  );
});
