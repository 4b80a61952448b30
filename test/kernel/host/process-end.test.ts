import { expect, it } from "vitest";
import { errorOfEnd, type Announced, type End } from "../../../src/kernel/host/process-end.ts";

const died: End = { code: null, signal: "SIGABRT", lastWords: "" };

it.each<[string, Partial<End>, Announced, string]>([
  ["the guard told", {}, { fate: { kind: "out-of-memory" } }, "OutOfMemory"],
  ["the guard told", {}, { fate: { kind: "blocked" } }, "Interrupted"],
  [
    "V8 gave up first",
    { lastWords: "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory" },
    {},
    "OutOfMemory",
  ],
  ["it was asked to", { code: 3, signal: null }, { exitCode: 3 }, "ProcessExit"],
  ["it aborted", {}, {}, "NativeCrash"],
  ["an exception of Windows", { code: 0xc0000005, signal: null }, {}, "NativeCrash"],
  ["killed", { signal: "SIGKILL" }, {}, "ProcessKilled"],
  ["ended by another", { signal: "SIGTERM" }, {}, "ProcessKilled"],
])("%s: says so, and that the variables are lost", (_, end, announced, ename) => {
  const error = errorOfEnd({ ...died, ...end }, announced, 100);
  expect(error.ename).toBe(ename);
  expect(error.traceback.at(-1)).toMatch(/^All variables are lost/);
});
