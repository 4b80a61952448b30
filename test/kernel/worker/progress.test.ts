import { expect, it } from "vitest";
import { Progress } from "../../../src/kernel/worker/progress.ts";

it("lets only the cell that runs be terminated", () => {
  const progress = new Progress();
  expect(progress.mark(0), "the thread still boots").toBe(false);
  progress.begin(0);
  expect(progress.mark(1), "another cell").toBe(false);
  expect(progress.mark(0)).toBe(true);
  expect(progress.mark(0), "again, if the first did not help").toBe(true);
});

it("tells the cell thread whether a termination is still to come", () => {
  const main = new Progress();
  const cellThread = new Progress(main.buffer);
  cellThread.begin(7);
  expect(cellThread.end(7), "nobody interrupted").toBe(false);
  cellThread.begin(8);
  main.mark(8);
  expect(cellThread.end(8)).toBe(true);
  expect(main.mark(8), "the cell is over").toBe(false);
});
