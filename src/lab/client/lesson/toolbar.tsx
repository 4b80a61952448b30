import { useState } from "preact/hooks";
import type { LessonModel } from "../model/lesson.ts";

/** What can be done with the whole lesson. */
export function Toolbar({ model }: { readonly model: LessonModel }) {
  const { runner } = model;
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = runner.link.status.value === "busy";
  const reset = () => {
    setIsAsking(false);
    model
      .reset()
      .catch((error: Error) => (model.message.value = `The lesson was not reset: ${error.message}`));
  };
  return (
    <div class="toolbar" role="toolbar" aria-label="Run this lesson">
      <button type="button" class="button" onClick={() => runner.run(model.codeCells)}>
        Run all
      </button>
      <button type="button" class="button" disabled={!isBusy} onClick={() => void runner.interrupt()}>
        Interrupt
      </button>
      <button type="button" class="button" onClick={() => void runner.restart()}>
        Restart kernel
      </button>
      {isAsking ? (
        <span class="ask" role="group" aria-label="Reset this lesson?">
          Put the lesson back as it was? Your attempt is kept as a file.
          <button type="button" class="button danger" onClick={reset}>
            Reset
          </button>
          <button type="button" class="button" onClick={() => setIsAsking(false)}>
            Keep working
          </button>
        </span>
      ) : (
        <button type="button" class="button quiet" onClick={() => setIsAsking(true)}>
          Reset lesson
        </button>
      )}
      <span class="hint">
        <kbd>Shift</kbd> <kbd>Enter</kbd> runs a cell and goes on
      </span>
    </div>
  );
}
