import { Editor } from "../editor/editor.tsx";
import type { ProseCellModel } from "../model/cell.ts";
import type { LessonModel } from "../model/lesson.ts";
import { navigate } from "../ui/link.tsx";
import { CellActions } from "./cell-actions.tsx";
import { focusCell, goOn } from "./focus.ts";

interface Props {
  readonly cell: ProseCellModel;
  readonly model: LessonModel;
  /** Its text, rendered and safe. */
  readonly html: string;
}

/** A passage of the lesson: to be read, and after a double click, to be written. */
export function MarkdownCell({ cell, model, html }: Props) {
  const edit = () => {
    cell.isEditing.value = true;
    focusCell(cell.id);
  };
  if (cell.isEditing.value) return <Written cell={cell} model={model} />;
  return (
    <section
      class="prose-cell"
      id={proseId(cell)}
      data-cell={cell.id}
      tabIndex={-1}
      aria-label="Text"
      onClick={followLesson}
      onDblClick={(event) => !isOnControl(event) && edit()}
      onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && edit()}
    >
      <div class="prose" dangerouslySetInnerHTML={{ __html: html === "" ? placeholder : html }} />
      <span class="actions">
        <button type="button" onClick={edit} aria-label="Edit this text" title="Edit (double click)">
          edit
        </button>
        <CellActions cell={cell} model={model} />
      </span>
    </section>
  );
}

const proseId = ({ id }: ProseCellModel): string => `text-${id}`;

const placeholder = '<p class="empty">An empty text: double-click to write.</p>';

function Written({ cell, model }: Omit<Props, "html">) {
  const finish = () => {
    cell.isEditing.value = false;
    requestAnimationFrame(() => document.getElementById(proseId(cell))?.focus({ preventScroll: true }));
  };
  const finishAndGoOn = () => {
    cell.isEditing.value = false;
    goOn(model, cell);
  };
  return (
    <section class="prose-cell writing" data-cell={cell.id} aria-label="Text being written">
      <Editor
        source={cell.source}
        label="Text in markdown"
        edit={(text) => model.edit(cell, text)}
        runHere={finish}
        runAndGoOn={finishAndGoOn}
        leave={finish}
      />
      <div class="below">
        <span>
          <kbd>Shift</kbd> <kbd>Enter</kbd> shows the text
        </span>
      </div>
    </section>
  );
}

function isOnControl({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest("a, button, summary, input") !== null;
}

/** Links to other notebooks open those lessons. */
function followLesson(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const path = link?.getAttribute("href") ?? "";
  if (!path.startsWith("/lessons/") || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  navigate(path);
}
