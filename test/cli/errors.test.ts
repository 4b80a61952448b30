import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CliError, report } from "../../src/cli/errors.ts";

let told: string;
beforeEach(() => {
  told = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    told += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

it("tells what the user met in a sentence, and gives its exit code", () => {
  expect(report(new CliError("There is no such lesson.", 4))).toBe(4);
  expect(told).toBe("paxoslab: There is no such lesson.\n");
});

it("tells of a bug with its stack, and gives 70", () => {
  expect(report(new RangeError("impossible"))).toBe(70);
  expect(told).toMatch(
    /^paxoslab: this is a bug of paxoslab, .*\nRangeError: impossible\n +at .*errors\.test\.ts/,
  );
});
