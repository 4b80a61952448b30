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
    interruptChildren: () => said.push("interrupt children"),
    onBlocked: () => said.push("blocked"),
  });
  const hear = (): void => {
    for (const message of unheard.splice(0)) {
      if (message.kind === "ping") progress.answer(message.serial);
      if (message.kind === "give-up") {
        const cell = { id: message.cellId, shell: message.cellId - 1 };
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
  await expect.poll(() => (hear(), said)).toContain("gave up 1");
});

it("another one that is to be stopped while one is, is stopped too", async () => {
  const { interrupter, progress, hear, said } = newGuard();
  const [first, second] = [
    { id: 1, shell: 0 },
    { id: 2, shell: 1 },
  ];
  progress.begin(first);
  progress.begin(second);
  interrupter.interrupt([first]);
  interrupter.interrupt([second]);
  await expect.poll(() => (hear(), said)).toContain("gave up 1");
  await expect.poll(() => (hear(), said)).toContain("gave up 2");
});

it("a cell that does not listen is stopped by force, and then what it has started", async () => {
  const { interrupter, progress, said } = newGuard();
  const cell = { id: 1, shell: 0 };
  progress.begin(cell);
  interrupter.interrupt([cell]);
  await expect.poll(() => said).toContain("interrupt children");
  expect(said[0]).toBe("terminate");
  expect(progress.isMarked(cell)).toBe(true);
  progress.end(cell);
  progress.over(cell);
});
