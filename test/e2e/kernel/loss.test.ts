import { expect, it } from "vitest";
import { newSession } from "./session.ts";

const advice = "All variables are lost";

it("process.exit() ends the cell and its variables, not the kernel", async () => {
  const { run, kernel } = await newSession();
  await run("let gone = 1");
  const { error, traceback, stdout } = await run("console.log('last words'); process.exit(3)");
  expect(stdout).toBe("last words\n");
  expect(error).toBe("ProcessExit: The code called process.exit(3).");
  expect(traceback).toContain(advice);
  expect((await run("typeof gone")).result).toBe("'undefined'");
  expect(kernel.isAlive).toBe(true);
});

it("process.exit() in a timer between two cells is told as well", async () => {
  const { run, kernel } = await newSession();
  const told = Promise.withResolvers<string>();
  kernel.onMessage((channel, { content }) => {
    if (channel === "iopub" && content["name"] === "stderr") told.resolve(String(content["text"]));
  });
  await run("setTimeout(() => process.exit(0), 20)");
  expect(await told.promise).toContain(advice);
  expect((await run("1")).result).toBe("1");
});

it.each([
  ["objects", "const all: unknown[] = []; while (true) all.push({ a: [1] })"],
  ["arrays", "const all: unknown[] = []; while (true) all.push(new Array(1000).fill(0))"],
  ["buffers", "const all: unknown[] = []; while (true) all.push(Buffer.alloc(1e6, 1))"],
])("too many %s end the cell and its variables, not the kernel", async (_, code) => {
  const { run } = await newSession({ env: { PAXOSLAB_KERNEL_MEMORY_MB: "200" } });
  const { error, traceback } = await run(code);
  expect(error).toBe("OutOfMemory: The cell took more memory than the limit of 200 MB.");
  expect(traceback).toContain(advice);
  expect((await run("1 + 1")).result).toBe("2");
});
