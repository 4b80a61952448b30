import { expect, it } from "vitest";
import { newDebuggedSession } from "./debug-client.ts";

it("stops at a breakpoint set before the cell has run, shows variables, steps, and goes on", async () => {
  const { debug, start } = await newDebuggedSession();
  const code = `interface Vote { from: string; ballot: number }
const votes: Vote[] = [{ from: "a", ballot: 1 }];
function count(all: Vote[]): number {
  const n = all.length;
  return n * 2;
}
const total = count(votes);
total + 1`;
  expect(await debug.breakpoints(code, 7)).toMatchObject([{ verified: true, line: 7 }]);
  const { ran } = start(code);
  expect(await debug.stopped()).toMatchObject({ reason: "breakpoint", at: ["In [1]:7"] });
  expect(await debug.variables("Globals")).toEqual(["count: ƒ (all)", "votes: [{…}]"]);
  expect((await debug.step("stepIn")).at).toEqual(["count:4", "In [1]:7"]);
  expect((await debug.step("next")).at).toEqual(["count:5", "In [1]:7"]);
  expect(await debug.variables("Locals")).toEqual(["all: [{…}]", "n: 1"]);
  expect((await debug.step("stepOut")).at).toEqual(["In [1]:8"]);
  await debug.get("continue", { threadId: 1 });
  expect((await ran).result).toBe("3");
});

it("stops in functions called by later cells, after an await, and in every run of a cell", async () => {
  const { debug, start, run } = await newDebuggedSession();
  const code = `%types warn
let calls = 0;
async function twice(x: number) {
  calls += 1;
  await null;
  return 2 * x;
}`;
  expect((await run(code)).reply.status).toBe("ok");
  expect(await debug.breakpoints(code, 6)).toMatchObject([{ verified: true, line: 6 }]);
  const { ran } = start("const doubled = await twice(21);\ndoubled");
  expect((await debug.stopped()).at).toEqual(["twice:6", "In [2] (awaiting):1"]);
  expect(await debug.variables("Locals")).toEqual(["x: 21"]);
  expect((await debug.step("next")).at).toEqual(["In [2]:2"]);
  await debug.get("continue");
  expect((await ran).result).toBe("42");
  await run(code);
  const again = start("await twice(1)");
  expect((await debug.stopped()).at[0]).toBe("twice:6");
  await debug.get("continue");
  await again.ran;
});

it("moves a breakpoint to the next line that has code, into the body of a function", async () => {
  const { debug } = await newDebuggedSession();
  const code = `// nothing here
type Id = string;

function f(id: Id) {
  return id;
}
f("a");`;
  const placed = await debug.breakpoints(code, 1, 4, 7, 9);
  expect(placed.map(({ verified, line }) => ({ verified, line }))).toEqual([
    { verified: true, line: 5 },
    { verified: true, line: 5 },
    { verified: true, line: 7 },
    { verified: false, line: 9 },
  ]);
  expect(await debug.breakpoints(`%types off\n${code.slice(code.indexOf("function"))}`, 2)).toMatchObject([
    { line: 3 },
  ]);
});

it("conditions, hit counts and logpoints", async () => {
  const { debug, start } = await newDebuggedSession();
  const code = `for (let i = 0; i < 10; i++) {
  const square: number = i * i;
  void square;
  void i;
}`;
  await debug.breakpoints(
    code,
    { line: 3, condition: "(i as number) === 3" },
    { line: 2, logMessage: "{i} of 10: 100%" },
    { line: 4, hitCondition: "% 5" },
  );
  const { ran } = start(code);
  expect((await debug.stopped()).at).toEqual(["In [1]:3"]);
  expect(await debug.variables("Locals")).toEqual(["square: 9", "i: 3"]);
  expect((await debug.step("continue")).at).toEqual(["In [1]:4"]);
  expect(await debug.variables("Locals")).toEqual(["square: 16", "i: 4"]);
  expect((await debug.step("continue")).at).toEqual(["In [1]:4"]);
  await debug.get("continue");
  const { stdout } = await ran;
  expect(stdout.split("\n").slice(0, 2)).toEqual(["0 of 10: 100%", "1 of 10: 100%"]);
  expect(stdout.trimEnd().split("\n")).toHaveLength(10);
  const [wrong] = await debug.breakpoints(code, { line: 2, condition: "i ===" });
  expect(wrong).toMatchObject({
    verified: false,
    message: expect.stringContaining("is not TypeScript") as string,
  });
});
