import { expect, it } from "vitest";
import { Progress } from "../../../src/kernel/worker/progress.ts";

const inMainShell = (id: number) => ({ id, shell: 0 });

it("lets only the cell that runs be terminated", () => {
  const progress = new Progress();
  expect(progress.mark(inMainShell(0)), "the thread still boots").toBe(false);
  progress.begin(inMainShell(0));
  expect(progress.mark(inMainShell(1)), "another cell").toBe(false);
  expect(progress.mark(inMainShell(0))).toBe(true);
  expect(progress.mark(inMainShell(0)), "again, if the first did not help").toBe(true);
});

it("tells the cell thread whether a termination is still to come", () => {
  const guard = new Progress();
  const cellThread = new Progress(guard.buffer);
  cellThread.begin(inMainShell(7));
  expect(cellThread.end(inMainShell(7)), "nobody interrupted").toBe(false);
  cellThread.begin(inMainShell(8));
  guard.mark(inMainShell(8));
  expect(cellThread.end(inMainShell(8))).toBe(true);
  expect(guard.mark(inMainShell(8)), "the cell is over").toBe(false);
});

it("keeps the shells apart, whatever the order in which their cells begin and end", async () => {
  const progress = new Progress();
  const long = { id: 5, shell: 0 };
  const short = { id: 6, shell: 31 };
  progress.begin(short);
  progress.begin(long);
  expect(progress.mark(long)).toBe(true);
  expect(progress.end(short), "the other was marked").toBe(false);
  progress.over(short);
  expect(await progress.isOverWithin(short, 0)).toBe(true);
  expect(await progress.isOverWithin(long, 0)).toBe(false);
  expect(await progress.isRunningWithin(0)).toBe(true);
  expect(progress.end(long)).toBe(true);
  progress.over(long);
  expect(await progress.isOverWithin(long, 0)).toBe(true);
  expect(await progress.isRunningWithin(0)).toBe(false);
});

it("wakes whoever waits for a cell to begin, in whatever shell", async () => {
  const progress = new Progress();
  const waiting = progress.isRunningWithin(10_000);
  progress.begin({ id: 0, shell: 3 });
  expect(await waiting).toBe(true);
});

it("tells the guard for how long a cell is not over, and whether the thread is busy", async () => {
  const progress = new Progress();
  progress.begin(inMainShell(3));
  expect(await progress.isOverWithin(inMainShell(3), 5)).toBe(false);
  const isOver = progress.isOverWithin(inMainShell(3), 10_000);
  progress.end(inMainShell(3));
  progress.over(inMainShell(3));
  expect(await isOver).toBe(true);
  expect(await progress.isAnsweredWithin(1, 5)).toBe(false);
  const answered = progress.isAnsweredWithin(1, 10_000);
  progress.answer(1);
  expect(await answered).toBe(true);
  expect(progress.hasAnswered(1)).toBe(true);
});
