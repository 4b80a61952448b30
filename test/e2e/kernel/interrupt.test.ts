import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { ownSpec } from "../../../src/kernel/client/index.ts";
import { newSession, type Session } from "./session.ts";

/** Longer than the grace of every step but the last, which ends the thread. */
const soon = 2_000;

async function interrupted(session: Session, code: string): Promise<string | undefined> {
  const ran = session.run(code);
  await sleep(200);
  const start = performance.now();
  await session.kernel.interrupt();
  const { error } = await ran;
  expect(performance.now() - start).toBeLessThan(soon);
  return error;
}

const message = "Interrupted: The cell was interrupted.";

it.each([
  ["a loop", "while (true) {}"],
  ["a loop after an await", "await null; while (true) {}"],
  ["a loop of awaits", "for (;;) await null"],
  ["a loop in a timer", "setTimeout(() => { while (true) {} }, 20); await new Promise(() => {})"],
  ["a promise that never settles", "await new Promise(() => {})"],
  ["a loop that V8 optimizes", "let a; while (true) a = new Array(1000)"],
  ["a wait of the thread", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
])("%s stops, and variables are kept", async (_, code) => {
  const session = await newSession();
  await session.run("let kept = 'still here'");
  expect(await interrupted(session, code)).toBe(message);
  expect((await session.run("kept")).result).toBe("'still here'");
  expect((await session.run("await new Promise((r) => setTimeout(r, 10, 'timers go on'))")).result).toBe(
    "'timers go on'",
  );
});

it("by SIGINT too", async () => {
  const session = await newSession({ spec: { ...ownSpec(), interruptMode: "signal" } });
  expect(await interrupted(session, "while (true) {}")).toBe(message);
  expect((await session.run("1")).result).toBe("1");
});

it("at whatever moment it comes, from a cell's first microsecond on", async () => {
  const session = await newSession();
  for (let delay = 0; delay < 30; delay++) {
    const ran = session.run(delay % 2 === 0 ? "while (true) {}" : "await new Promise(() => {})");
    await sleep(delay);
    await session.kernel.interrupt();
    expect((await ran).error, `interrupted after ${delay} ms`).toBe(message);
  }
  expect((await session.run("1")).result).toBe("1");
});

it("while nothing runs, does nothing", async () => {
  const { kernel, run } = await newSession();
  await kernel.interrupt();
  expect((await run("1")).result).toBe("1");
});

it("control answers while a cell spins", async () => {
  const session = await newSession();
  const spinning = session.run("while (true) {}");
  await sleep(100);
  expect((await session.kernel.request("control", "kernel_info_request")).content["status"]).toBe("ok");
  await session.kernel.interrupt();
  await spinning;
});
