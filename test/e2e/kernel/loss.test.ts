import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { sharedSession } from "./session.ts";

const advice = "All variables are lost; the kernel goes on with a fresh start.";
const session = sharedSession({ env: { PAXOSLAB_KERNEL_MEMORY_MB: "200" } });
const { run } = session;
const isPosix = process.platform !== "win32";

describe("the end of the cells' process ends the cell and its variables, not the kernel", () => {
  it.each([
    ["process.exit(3)", "ProcessExit: The code called process.exit(3)."],
    ["await null; process.exit()", "ProcessExit: The code called process.exit(0)."],
    ...(isPosix
      ? [
          ["process.abort()", "NativeCrash: The process that runs the cells crashed (signal SIGABRT)."],
          [
            "process.kill(process.pid, 'SIGSEGV'); for (;;);",
            "NativeCrash: The process that runs the cells crashed (signal SIGSEGV).",
          ],
          [
            "process.kill(process.pid); for (;;);",
            "ProcessKilled: The process that runs the cells was ended by signal SIGTERM.",
          ],
          [
            "process.kill(process.pid, 'SIGKILL'); for (;;);",
            "ProcessKilled: The process that runs the cells was killed (signal SIGKILL), perhaps for want of memory.",
          ],
        ]
      : []),
  ])("%s", async (code, message) => {
    await run("let gone = 1");
    const { error, traceback, stdout, stderr } = await run(`console.log("last words"); ${code}`);
    expect(error).toBe(message);
    expect(traceback).toContain(advice);
    expect(stdout).toBe("last words\n");
    // The engine's own report is for the log of the kernel.
    expect(stderr).toBe("");
    expect((await run("typeof gone")).result).toBe("'undefined'");
  });
});

it.each([
  ["objects", "const all: unknown[] = []; while (true) all.push({ a: [1] })"],
  ["arrays", "const all: unknown[] = []; while (true) all.push(new Array(1000).fill(0))"],
  ["buffers", "const all: unknown[] = []; while (true) all.push(Buffer.alloc(1e6, 1))"],
  ["bytes at once", "new Uint8Array(3e9).fill(1)"],
])("too many %s end the cell and its variables, not the kernel", async (_, code) => {
  const { error, traceback } = await run(code);
  expect(error).toBe("OutOfMemory: The cell took more memory than the limit of 200 MB.");
  expect(traceback).toContain(advice);
  expect((await run("1 + 1")).result).toBe("2");
});

it.each([
  ["process.exit()", "setTimeout(() => process.exit(0), 20)"],
  ["a crash", "setTimeout(() => process.abort(), 20)"],
])("%s between two cells is told as well", async (_, code) => {
  const told = Promise.withResolvers<string>();
  const stop = session.kernel.onMessage((channel, { content }) => {
    if (channel === "iopub" && content["name"] === "stderr") told.resolve(String(content["text"]));
  });
  await run(code);
  expect(await told.promise).toContain(advice);
  stop();
  expect((await run("1")).result).toBe("1");
});

it("cells that wait behind one that ends the process run in the next, if they are to run at all", async () => {
  const sent = ["process.exit(1)", "2"].map((code) => session.kernel.execute(code, { stopOnError: false }));
  const replies = await Promise.all(sent.map(async ({ reply }) => reply));
  expect(replies.map(({ status }) => status)).toEqual(["error", "ok"]);
});

it.runIf(isPosix)(
  "what the cells have started goes with their process, and that with the kernel",
  async () => {
    const pid = Number(
      (
        await run(
          "import { spawn } from 'node:child_process'; spawn('sleep', ['60'], { stdio: 'ignore' }).pid",
        )
      ).result,
    );
    expect(isRunning(pid)).toBe(true);
    await run("process.exit(0)");
    await untilGone(pid);
    const cells = Number((await run("process.pid")).result);
    process.kill(session.kernel.pid ?? 0, "SIGKILL");
    await session.kernel.whenDead;
    await untilGone(cells);
  },
);

async function untilGone(pid: number): Promise<void> {
  for (let wait = 0; isRunning(pid) && wait < 100; wait++) await sleep(20);
  expect(isRunning(pid)).toBe(false);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
