import type { CodeCellModel } from "../model/cell.ts";
import type { LessonModel } from "../model/lesson.ts";
import { Editor } from "../editor/editor.tsx";
import { Outputs } from "../outputs/outputs.tsx";
import { QuestionRow } from "../outputs/question-row.tsx";
import { CellActions } from "./cell-actions.tsx";
import { Elapsed } from "./elapsed.tsx";

interface Props {
  readonly cell: CodeCellModel;
  readonly model: LessonModel;
  readonly goOn: () => void;
}

/** A cell of code: its editor, how its execution stands, and what it printed. */
export function CodeCell({ cell, model, goOn }: Props) {
  const run = cell.run.value;
  const runHere = () => model.runner.run([cell]);
  const place = model.codeCells.indexOf(cell) + 1;
  return (
    <section class="code-cell" data-cell={cell.id} data-run={run.kind} aria-label={`Code cell ${place}`}>
      <div class="gutter">
        <button
          type="button"
          class="run"
          onClick={runHere}
          aria-label={`Run code cell ${place}`}
          title="Run this cell (Ctrl+Enter)"
        >
          <RunIcon />
        </button>
        <Count cell={cell} />
      </div>
      <div class="code">
        <Editor
          source={cell.source}
          label={`Code of cell ${place}`}
          edit={(text) => model.edit(cell, text)}
          runHere={runHere}
          runAndGoOn={goOn}
          language={model.runner.link}
        />
        <div class="below">
          <Elapsed run={run} />
          <span class="actions">
            <CellActions cell={cell} model={model} />
          </span>
        </div>
      </div>
      <Outputs state={cell.outputs} label={`Output of cell ${place}`} />
      <QuestionRow
        state={cell.outputs}
        answer={(question, value) => model.runner.answer(cell, question, value)}
      />
    </section>
  );
}

/** The kernel's number for the execution; a star while it waits or runs. */
function Count({ cell }: { readonly cell: CodeCellModel }) {
  const { kind } = cell.run.value;
  const isWaiting = kind === "queued" || kind === "running";
  const count = isWaiting ? "*" : (cell.executionCount.value ?? " ");
  return (
    <span class="count" aria-hidden="true">
      [{count}]
    </span>
  );
}

function RunIcon() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M4.5 2.8v10.4L13 8z" />
    </svg>
  );
}
