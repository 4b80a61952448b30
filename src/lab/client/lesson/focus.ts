import type { CellModel, CodeCellModel } from "../model/cell.ts";
import type { LessonModel } from "../model/lesson.ts";

/** Runs a cell and moves to the next code cell, if there is one. */
export function runAndGoOn(model: LessonModel, cell: CodeCellModel): void {
  model.runner.run([cell]);
  goOn(model, cell);
}

/** Moves to the next code cell, if there is one. */
export function goOn(model: LessonModel, cell: CellModel): void {
  const cells = model.cells.peek();
  const next = cells.slice(cells.indexOf(cell) + 1).find(({ kind }) => kind === "code");
  if (next) focusCell(next.id);
}

/** An editor is made some frames after its cell. */
const framesToWait = 10;

/** Puts the cursor into a cell's editor, once it is on the page. */
export function focusCell(id: string, frames = framesToWait): void {
  requestAnimationFrame(() => {
    const cell = document.querySelector(`[data-cell="${CSS.escape(id)}"]`);
    const editor = cell?.querySelector<HTMLElement>(".cm-content");
    if (!editor && frames > 0) return focusCell(id, frames - 1);
    editor?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest" });
  });
}
