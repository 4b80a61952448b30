import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { DebugClient, newDebuggedSession } from "./debug-client.ts";
import { newSession } from "./session.ts";

it("stops in local modules, set before they are loaded, and in their next version", async () => {
  const { debug, start, run, folder } = await newDebuggedSession();
  const path = join(folder, "quorum.ts");
  const module = (size: number): string => `type Size = number;
export const size: Size = ${size};
export function majority(of: Size): number {
  const half = Math.floor(of / 2);
  return half + 1;
}
`;
  await writeFile(path, module(5));
  expect(await debug.breakpointsIn(path, 2, 4)).toMatchObject([{ verified: false }, { verified: false }]);
  const first = start(`import { majority, size } from "./quorum.ts";\nmajority(size)`);
  expect((await debug.stopped()).at).toEqual(["quorum.ts:2", "In [1] (awaiting):1"]);
  const { at, frames } = await debug.step("continue");
  expect(at).toEqual(["majority:4", "In [1]:2"]);
  expect(frames[0]?.source).toEqual({ name: "quorum.ts", path });
  await debug.get("continue");
  expect((await first.ran).result).toBe("3");
  expect((await debug.get("modules")) as object).toMatchObject({ modules: [{ name: "quorum.ts", path }] });
  expect(await debug.get("source", { source: { path } })).toMatchObject({ content: module(5) });
  await sleep(10);
  await writeFile(path, `// moved by a line\n${module(7)}`);
  const second = start(`import { majority as again } from "./quorum.ts";\nagain(7)`);
  expect((await debug.stopped()).at).toEqual(["quorum.ts:3", "In [2] (awaiting):1"]);
  await debug.get("continue");
  await debug.stopped();
  await debug.get("continue");
  expect((await second.ran).result).toBe("4");
  expect((await run("1")).result).toBe("1");
});

it("stops in a module that has to be compiled, at the line as typed, from its first on", async () => {
  const { debug, start, folder } = await newDebuggedSession();
  const path = join(folder, "phase.ts");
  await writeFile(
    path,
    `// A comment that the compiler drops.
// Another.
interface Unused {
  a: number;
}
export enum Phase {
  Prepare,
  Accept,
}
const first = Phase.Accept;
export function next(phase: Phase): Phase {
  return phase === Phase.Prepare ? first : Phase.Prepare;
}
`,
  );
  await debug.breakpointsIn(path, 10, 12);
  const { ran } = start(`import { next, Phase } from "./phase.ts";\nnext(Phase.Prepare)`);
  expect((await debug.stopped()).at[0]).toBe("phase.ts:10");
  expect((await debug.step("continue")).at).toEqual(["next:12", "In [1]:2"]);
  await debug.get("continue");
  expect((await ran).result).toBe("1");
});

it("an interrupt stops a cell that is paused, and keeps its variables", async () => {
  const { debug, start, kernel, run } = await newDebuggedSession();
  const code = "let kept = 1;\nfor (;;) {\n  kept += 1;\n}";
  await debug.breakpoints(code, 3);
  const { ran } = start(code);
  await debug.stopped();
  const start_ = performance.now();
  await kernel.interrupt();
  expect((await ran).error).toContain("Interrupted");
  expect(performance.now() - start_).toBeLessThan(1_000);
  await debug.event("continued");
  expect((await run("kept")).result).toBe("1");
});

it("while paused, control answers at once and what was printed has arrived", async () => {
  const { debug, start, kernel } = await newDebuggedSession();
  let printed = "";
  kernel.onMessage((_, { header, content }) => {
    if (header.msg_type === "stream") printed += String(content["text"]);
  });
  const code = "console.log('before');\ndebugger;\nconsole.log('after');";
  const { ran } = start(code);
  expect(await debug.stopped()).toMatchObject({ reason: "breakpoint", at: ["In [1]:2"] });
  await sleep(50);
  expect(printed).toBe("before\n");
  const asked = performance.now();
  expect((await kernel.request("control", "kernel_info_request")).content).toMatchObject({
    debugger: true,
    supported_features: expect.arrayContaining(["debugger"]) as string[],
  });
  expect(performance.now() - asked).toBeLessThan(50);
  await debug.get("continue");
  expect((await ran).stdout).toBe("before\nafter\n");
});

it("pauses what runs", async () => {
  const { debug, start, kernel } = await newDebuggedSession();
  const { ran } = start("let n = 0;\nfor (;;) n += 1;");
  await sleep(300);
  await debug.get("pause", { threadId: 1 });
  expect(await debug.stopped()).toMatchObject({ reason: "pause", at: ["In [1]:2"] });
  await kernel.interrupt();
  await ran;
});

it("disconnect lets a paused cell go on; the breakpoints are gone; a new session can begin", async () => {
  const { debug, start, run } = await newDebuggedSession();
  const code = "const a = 1;\na + 1";
  await debug.breakpoints(code, 1);
  const { ran } = start(code);
  await debug.stopped();
  expect(await debug.get("debugInfo")).toMatchObject({ isStarted: true, stoppedThreads: [1] });
  await debug.get("disconnect", { restart: false, terminateDebuggee: false });
  expect((await ran).result).toBe("2");
  expect(await debug.get("debugInfo")).toMatchObject({
    isStarted: false,
    stoppedThreads: [],
    breakpoints: [],
  });
  expect((await run(code)).result).toBe("2");
  await debug.attach();
  await debug.breakpoints(code, 2);
  const again = start(code);
  expect((await debug.stopped()).at).toEqual(["In [3]:2"]);
  await debug.get("terminate");
  await debug.event("terminated");
  expect((await again.ran).error).toContain("Interrupted");
});

it("breakpoints outlive the process of the cells", async () => {
  const { debug, start, run } = await newDebuggedSession();
  const code = "const b = 1;\nb + 1";
  await debug.breakpoints(code, 2);
  const exit = "debugger;\nprocess.exit(3)";
  const exiting = start(exit);
  await debug.stopped();
  await debug.get("continue");
  expect((await exiting.ran).reply.status).toBe("error");
  const { ran } = start(code);
  expect((await debug.stopped()).at).toEqual(["In [2]:2"]);
  await debug.get("continue");
  expect((await ran).result).toBe("2");
  expect((await run("1")).result).toBe("1");
});

it("stops at errors: those nobody catches, or all", async () => {
  const { debug, start, run } = await newDebuggedSession();
  await debug.get("setExceptionBreakpoints", { filters: ["uncaught"] });
  expect(
    (
      await run(
        "try { throw new Error('caught') } catch {}\nawait (async () => { throw 1 })().catch(() => 2)",
      )
    ).reply.status,
  ).toBe("ok");
  const cases: readonly (readonly [string, string])[] = [
    ["function fail() {\n  throw new RangeError('no');\n}\nfail()", "fail:2"],
    ["await null;\nthrow new Error('after an await')", ":2"],
    ["async function later() {\n  await null;\n  throw new Error('deep');\n}\nawait later()", "later:3"],
    ["JSON.parse('{');", ":1"],
  ];
  for (const [code, place] of cases) {
    const { ran } = start(code);
    const { reason, at } = await debug.stopped();
    expect(reason, code).toBe("exception");
    expect(at[0], code).toContain(place);
    await debug.get("continue");
    expect((await ran).reply.status).toBe("error");
  }
  await debug.get("setExceptionBreakpoints", { filters: ["all"] });
  const { ran } = start("try {\n  throw new TypeError('caught');\n} catch {}");
  const { reason, at } = await debug.stopped();
  expect({ reason, at }).toEqual({ reason: "exception", at: [expect.stringContaining(":2") as string] });
  expect(await debug.get("exceptionInfo", { threadId: 1 })).toMatchObject({ exceptionId: "TypeError" });
  expect((await debug.variables("Locals"))[0]).toBe("(exception): TypeError: caught");
  await debug.get("continue");
  await ran;
});

it("a kernel that is paused shuts down", async () => {
  const { kernel, run } = await newSession();
  const debug = new DebugClient(kernel);
  await debug.attach();
  const ran = run("debugger").catch(() => undefined);
  await debug.stopped();
  const before = performance.now();
  await kernel.shutdown();
  expect(performance.now() - before).toBeLessThan(2_000);
  await ran;
});

it("requests that make no sense are refused in a sentence", async () => {
  const { kernel } = await newSession();
  const debug = new DebugClient(kernel);
  expect(await debug.ask("dance")).toMatchObject({
    success: false,
    message: 'The debugger does not know the request "dance".',
  });
  expect(await debug.ask("setBreakpoints", { source: { path: "/x.ts" }, breakpoints: [] })).toMatchObject({
    success: false,
    message: "The debugger is not attached.",
  });
  await debug.attach();
  expect(await debug.ask("next")).toMatchObject({ success: false, message: "No cell is paused." });
  expect(await debug.ask("variables", { variablesReference: "x" })).toMatchObject({
    success: false,
    message: 'variables: "variablesReference" must be an integer, and is "x".',
  });
  expect(await debug.ask("scopes", { frameId: 7 })).toMatchObject({ success: false });
  expect((await kernel.request("control", "debug_request", {})).content["status"]).toBe("error");
});
