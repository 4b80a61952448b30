import { expect, it } from "vitest";
import { DebugClient, newDebuggedSession } from "./debug-client.ts";
import { newSession } from "./session.ts";

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
  expect(await debug.variables("Locals")).toEqual(["n: 1", "all: [{…}]"]);
  expect((await debug.step("stepOut")).at).toEqual(["In [1]:7"]);
  expect((await debug.step("next")).at).toEqual(["In [1]:8"]);
  await debug.get("continue", { threadId: 1 });
  expect((await ran).result).toBe("3");
});
