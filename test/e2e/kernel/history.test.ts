import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Kernel } from "../../../src/kernel/client/index.ts";
import { newSession } from "./session.ts";

async function ask(kernel: Kernel, content: Readonly<Record<string, unknown>>): Promise<unknown> {
  return (await kernel.request("shell", "history_request", content)).content["history"];
}

it("what was typed is found again by later kernels, as the protocol asks for it", async () => {
  const { folder, kernel, run } = await newSession({ history: true });
  await run("const x = 1");
  await run("x + 1");
  await run("console.log('not kept')", { silent: true });
  await run("'nor this'", { storeHistory: false });
  await run("throw new Error('kept as well')");
  await kernel.restart();
  await run("const x = 1");
  const tail = { hist_access_type: "tail", n: 3, raw: true };
  expect(await ask(kernel, { ...tail, output: true })).toEqual([
    [1, 2, ["x + 1", "2"]],
    [1, 3, ["throw new Error('kept as well')", null]],
    [2, 1, ["const x = 1", null]],
  ]);
  expect(await ask(kernel, { hist_access_type: "range", session: -1, start: 1, stop: 3 })).toEqual([
    [1, 1, "const x = 1"],
    [1, 2, "x + 1"],
  ]);
  const search = { hist_access_type: "search", pattern: "*x*" };
  expect(await ask(kernel, { ...search, unique: true })).toEqual([
    [1, 2, "x + 1"],
    [2, 1, "const x = 1"],
  ]);
  expect(await ask(kernel, { ...search, n: 1 })).toEqual([[2, 1, "const x = 1"]]);
  expect((await readdir(join(folder, "history"))).toSorted()).toEqual(["1.jsonl", "2.jsonl"]);
});

it("a request that makes no sense is told so", async () => {
  const { kernel } = await newSession();
  const reply = async (content: object): Promise<object> =>
    (await kernel.request("shell", "history_request", { ...content })).content;
  expect(await reply({ hist_access_type: "guess" })).toMatchObject({
    status: "error",
    evalue: expect.stringContaining(`"tail", "range" or "search"`),
  });
  expect(await reply({ hist_access_type: "tail", n: "many" })).toMatchObject({
    status: "error",
    evalue: expect.stringContaining("n must be a whole number"),
  });
});

it("is switched off by its variable, but for the session's own", async () => {
  const { kernel, run } = await newSession();
  await run("1");
  await kernel.restart();
  await run("2");
  expect(await ask(kernel, { hist_access_type: "tail", n: 9 })).toEqual([[1, 1, "2"]]);
});
