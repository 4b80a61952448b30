import type { CodeCellModel } from "../model/cell.ts";
import type { LessonModel } from "../model/lesson.ts";

/** Runs a cell and moves to the next code cell, if there is one. */
export function runAndGoOn(model: LessonModel, cell: CodeCellModel): void {
  model.runner.run([cell]);
  const { codeCells } = model;
  const next = codeCells[codeCells.indexOf(cell) + 1];
  if (next) focusCell(next.id);
}

/** Puts the cursor into a cell's editor, once it is on the page. */
export function focusCell(id: string): void {
  requestAnimationFrame(() => {
    const cell = document.querySelector(`[data-cell="${CSS.escape(id)}"]`);
    cell?.querySelector<HTMLElement>(".cm-content")?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest" });
  });
}
