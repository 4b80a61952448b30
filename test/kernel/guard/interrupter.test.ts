import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { Interrupter } from "../../../src/kernel/guard/interrupter.ts";
import type { FromGuardToCells } from "../../../src/kernel/guard/protocol.ts";
import { Progress } from "../../../src/kernel/worker/progress.ts";

/** An interrupter, and a thread of cells that hears it only when it is told to. */
function newGuard() {
  const progress = new Progress();
  const unheard: FromGuardToCells[] = [];
  const said: string[] = [];
  const interrupter = new Interrupter({
    progress,
    tellCells: (message) => unheard.push(message),
    terminate: () => said.push("terminate"),
    onBlocked: () => said.push("blocked"),
  });
  const hear = (): void => {
    for (const message of unheard.splice(0)) {
      if (message.kind === "ping") progress.answer(message.serial);
      if (message.kind === "give-up") {
        const cell = { id: message.cellId, shell: 0 };
        progress.end(cell);
        progress.over(cell);
        said.push(`gave up ${cell.id}`);
      }
    }
  };
  return { interrupter, progress, hear, said };
}

it("a cell that is to be stopped while the thread is only asked whether it is busy, is stopped", async () => {
  const { interrupter, progress, hear, said } = newGuard();
  interrupter.interrupt([]);
  const cell = { id: 1, shell: 0 };
  progress.begin(cell);
  interrupter.interrupt([cell]);
  hear();
  await sleep(5);
  hear();
  expect(await progress.isOverWithin(cell, 0)).toBe(true);
  expect(said).toEqual(["gave up 1"]);
});

it("another one that is to be stopped while one is, is asked before it is forced", async () => {
  const { interrupter, progress, hear, said } = newGuard();
  const [first, second] = [
    { id: 1, shell: 0 },
    { id: 2, shell: 1 },
  ];
  progress.begin(first);
  progress.begin(second);
  interrupter.interrupt([first]);
  interrupter.interrupt([second]);
  hear();
  await sleep(5);
  hear();
  expect(said).toEqual(["gave up 1", "gave up 2"]);
});

it("a cell that does not listen is stopped by force", async () => {
  const { interrupter, progress, said } = newGuard();
  const cell = { id: 1, shell: 0 };
  progress.begin(cell);
  interrupter.interrupt([cell]);
  await expect.poll(() => said).toEqual(["terminate"]);
  expect(progress.isMarked(cell)).toBe(true);
  progress.end(cell);
  progress.over(cell);
});
