import { isLearners, type CellModel } from "../model/cell.ts";
import type { LessonModel } from "../model/lesson.ts";
import { focusCell } from "./focus.ts";

interface Props {
  readonly cell: CellModel;
  readonly model: LessonModel;
}

/** What can be done with any cell. Those of the lesson itself cannot be deleted. */
export function CellActions({ cell, model }: Props) {
  const add = (kind: CellModel["kind"]) => () => focusCell(model.insertBelow(cell, kind).id);
  return (
    <>
      <button type="button" onClick={add("code")} aria-label="Add a code cell below">
        + code
      </button>
      <button type="button" onClick={add("markdown")} aria-label="Add a text cell below">
        + text
      </button>
      {isLearners(cell) && (
        <button type="button" onClick={() => model.remove(cell)} aria-label="Delete this cell">
          delete
        </button>
      )}
    </>
  );
}
