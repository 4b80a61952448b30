import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { ownSpec } from "../../../src/kernel/client/index.ts";
import { typed } from "../typed.ts";
import { newSession, sharedSession, type Ran, type Session } from "./session.ts";

const message = "Interrupted: The cell was interrupted.";

/** Longer than the grace of every step but the last, which ends the process. In milliseconds. */
const soon = 3_000;

/** Stops the cell when it has begun, and has had the time to get to where it stays. */
async function interrupted({ run, kernel }: Session, code: string): Promise<Ran> {
  const begun = Promise.withResolvers<void>();
  const stop = kernel.onMessage((_, { content }) => {
    if (String(content["text"]).startsWith("begun")) begun.resolve();
  });
  const ran = run(`console.log("begun"); ${code}`);
  await begun.promise;
  stop();
  await sleep(60);
  const start = performance.now();
  await kernel.interrupt();
  const result = await ran;
  expect(performance.now() - start).toBeLessThan(soon);
  return result;
}

describe("stops, and variables are kept", () => {
  const session = sharedSession();
  beforeAll(async () => {
    await session.run(
      "let kept = 'still here'; import tp from 'node:timers/promises'; import fsp from 'node:fs/promises'; import { execFileSync } from 'node:child_process';",
    );
  });

  it.each([
    ["a loop", "while (true) {}"],
    ["a loop after an await", "await null; while (true) {}"],
    ["a loop of awaits", "for (;;) await null"],
    [
      "a loop of an async generator",
      "for await (const x of (async function* () { for (;;) yield 1; })()) x;",
    ],
    ["a loop of timers", "for (;;) await tp.setTimeout(5)"],
    ["a loop of reads", "for (;;) await fsp.stat('/')"],
    ["a loop over an interval", "for await (const x of tp.setInterval(5)) x;"],
    ["a loop in a timer", "setTimeout(() => { while (true) {} }, 20); await new Promise(() => {})"],
    ["a loop in an interval", "setInterval(() => { while (true) {} }, 20); await new Promise(() => {})"],
    ["a loop after a promise", "await Promise.resolve().then(() => { while (true) {} })"],
    [
      "ticks without end",
      "process.nextTick(function f() { process.nextTick(f); }); await new Promise(() => {})",
    ],
    [
      "microtasks without end",
      "queueMicrotask(function f() { queueMicrotask(f); }); await new Promise(() => {})",
    ],
    ["a promise that never settles", "await new Promise(() => {})"],
    ["a loop that catches everything", "while (true) { try { while (true) {} } catch {} finally {} }"],
    ["a loop that V8 optimizes", "let a; while (true) a = new Array(1000)"],
    ["a catastrophic regular expression", "/(a+)+$/.test('a'.repeat(60) + 'b')"],
    ["a flood of prints", "for (;;) console.log('flood')"],
    ["a wait of the thread", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
    ["a wait for another process", "execFileSync('sleep', ['60'])"],
  ])("%s", async (_, code) => {
    expect((await interrupted(session, code)).error).toBe(message);
    expect((await session.run("kept")).result).toBe("'still here'");
    expect((await session.run("await new Promise((r) => setTimeout(r, 5, 'timers go on'))")).result).toBe(
      "'timers go on'",
    );
  });
});

describe("what a stopped cell has left", () => {
  const session = sharedSession();
  const { run } = session;

  /** What is heard on the streams meanwhile, whoever it is from. */
  async function heardIn(ms: number): Promise<string> {
    let heard = "";
    const stop = session.kernel.onMessage((_, { content }) => {
      if (content["name"] === "stdout" || content["name"] === "stderr") heard += String(content["text"]);
    });
    await run(`await new Promise((resolve) => setTimeout(resolve, ${ms}))`);
    stop();
    return heard;
  }

  it.each([
    [
      "timers",
      "const next = () => { count++; console.log('tick'); setTimeout(next, 5); }; next(); await new Promise(() => {})",
    ],
    ["intervals", "setInterval(() => { count++; console.log('tick'); }, 5); await new Promise(() => {})"],
    [
      "immediates",
      "const again = () => { count++; setImmediate(again); }; again(); await new Promise(() => {})",
    ],
    ["loops of timers", "for (;;) { count++; await tp.setTimeout(5); console.log('tick'); }"],
    ["loops over intervals", "for await (const _ of tp.setInterval(5)) { count++; console.log('tick'); }"],
    [
      "loops of reads",
      "for (;;) { await fsp.stat('/'); count++; if (count % 100 === 0) console.log('tick'); }",
    ],
    [
      "loops that nobody awaits",
      "void (async () => { for (;;) { await fsp.stat('/'); count++; } })(); await new Promise(() => {})",
    ],
    [
      "errors in timers",
      "count++; setTimeout(() => { throw new Error('late'); }, 300); await new Promise(() => {})",
    ],
  ])("%s: runs no more and prints no more", async (_, code) => {
    await run("let count = 0; import tp from 'node:timers/promises'; import fsp from 'node:fs/promises'");
    expect((await interrupted(session, code)).error).toBe(message);
    const count = Number((await run("count")).result);
    expect(count).toBeGreaterThan(0);
    expect(await heardIn(250)).toBe("");
    // A loop may have been in the middle of a round.
    expect(Number((await run("count")).result)).toBeLessThanOrEqual(count + 1);
  });

  it("does not touch what other cells have left", async () => {
    await run(
      "let alive = 0; const beat = setInterval(() => alive++, 5); void (async () => { for (;;) { await tp.setTimeout(5); alive += 1000; } })()",
    );
    expect((await interrupted(session, "await new Promise(() => {})")).error).toBe(message);
    const before = Number((await run("alive")).result);
    await heardIn(100);
    const after = Number((await run("clearInterval(beat); alive")).result);
    expect(after - before).toBeGreaterThan(1_000);
    expect((after - before) % 1_000).toBeGreaterThan(0);
  });

  it("does not keep a module from loading that it was waiting for", async () => {
    const { writeFile } = await import("node:fs/promises");
    await writeFile(
      `${session.folder}/slow.mjs`,
      "await new Promise((r) => setTimeout(r, 250)); export const slow = 'loaded';",
    );
    expect((await interrupted(session, "import { slow } from './slow.mjs'")).error).toBe(message);
    expect((await run("import { slow } from './slow.mjs'; slow")).result).toBe("'loaded'");
  });
});

describe("an interrupt while no cell runs", () => {
  const session = sharedSession();
  const { run } = session;

  it("does nothing if nothing is busy", async () => {
    await run("let ticks = 0; setInterval(() => ticks++, 5)");
    await session.kernel.interrupt();
    expect((await run("await new Promise((r) => setTimeout(r, 50)); ticks > 3")).result).toBe("true");
  });

  it.each([
    ["a timer", "setTimeout(() => { while (true) {} }, 10)"],
    ["an interval", "setInterval(() => { while (true) {} }, 10)"],
    ["a promise", "void new Promise((r) => setTimeout(r, 10)).then(() => { while (true) {} })"],
  ])("stops %s that an earlier cell has left spinning", async (_, code) => {
    await run(`let kept = 1; ${code}`);
    await sleep(60);
    await session.kernel.interrupt();
    const start = performance.now();
    expect((await run("await new Promise((r) => setTimeout(r, 30)); kept")).result).toBe("1");
    expect(performance.now() - start).toBeLessThan(soon);
  });
});

it("by SIGINT too, which also reaches what the cell waits for", async () => {
  const session = await newSession({ spec: { ...ownSpec(), interruptMode: "signal" } });
  expect((await interrupted(session, "while (true) {}")).error).toBe(message);
  expect((await interrupted(session, "await new Promise(() => {})")).error).toBe(message);
  expect((await session.run("1")).result).toBe("1");
});

it("at whatever moment it comes, from a cell's first microsecond on, with or without types", async () => {
  const session = await newSession({ env: typed });
  for (let delay = 0; delay < 30; delay++) {
    const ran = session.run(delay % 2 === 0 ? "while (true) {}" : "await new Promise(() => {})");
    await sleep(delay);
    await session.kernel.interrupt();
    expect((await ran).error, `interrupted after ${delay} ms`).toBe(message);
    if (delay === 15) await session.run("%types off");
  }
  expect((await session.run("1")).result).toBe("1");
});
