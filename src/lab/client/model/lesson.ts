import { signal } from "@preact/signals";
import { fetchLesson, resetLesson } from "../api.ts";
import type { Lesson } from "../../server/api.ts";
import { cellModel, emptyCell, newCell } from "./cell.ts";
import type { CellModel, CodeCellModel } from "./cell.ts";
import { differs, dropJournal, readJournal, textOf } from "./journal.ts";
import type { Journal } from "./journal.ts";
import { Runner } from "./runner.ts";
import { Saver } from "./saver.ts";
import { Tabs } from "./tabs.ts";

/** One lesson open in this page: its cells, and what runs, keeps and guards them. */
export class LessonModel {
  readonly slug: string;
  readonly title: string;
  readonly number: number;
  readonly lessonChanged: boolean;
  readonly cells = signal<readonly CellModel[]>([]);
  /** Text typed here that never reached the server and no longer fits what is there. */
  readonly stray = signal<Journal | null>(null);
  /** What just went wrong or was done, for the learner to read and dismiss. */
  readonly message = signal<string | null>(null);
  readonly runner: Runner;
  readonly saver: Saver;
  readonly tabs: Tabs;

  constructor(lesson: Lesson, kernelName: string) {
    this.slug = lesson.slug;
    this.title = lesson.title;
    this.number = lesson.number;
    this.lessonChanged = lesson.lessonChanged;
    const cells = () => this.cells.peek();
    this.cells.value = lesson.cells.map(cellModel);
    this.tabs = new Tabs(lesson.slug, (revision) => void this.#otherSaved(revision));
    this.saver = new Saver(lesson, {
      cells,
      saved: (revision) => this.tabs.saved(revision),
      savedElsewhere: (current) => this.#takeRuns(current),
    });
    this.runner = new Runner({
      cells,
      changed: () => this.saver.changed(),
      failed: (message) => (this.message.value = message),
    });
    this.#recover(lesson);
    this.runner.open(lesson.sessionPath, kernelName).catch((error: Error) => {
      this.message.value = `The kernel could not be started: ${error.message}`;
    });
    addEventListener("pagehide", this.#hide);
    document.addEventListener("visibilitychange", this.#hide);
  }

  get codeCells(): readonly CodeCellModel[] {
    return this.cells.peek().filter((cell) => cell.kind === "code");
  }

  edit(cell: CellModel, source: string): void {
    if (cell.source.peek() === source) return;
    cell.source.value = source;
    this.saver.textChanged();
  }

  /** A new empty cell below another one. */
  insertBelow(cell: CellModel, kind: CellModel["kind"]): CellModel {
    const added = newCell(kind);
    this.cells.value = this.cells.peek().flatMap((each) => (each === cell ? [each, added] : [each]));
    this.saver.textChanged();
    return added;
  }

  remove(cell: CellModel): void {
    this.cells.value = this.cells.peek().filter((each) => each !== cell);
    this.saver.textChanged();
  }

  /** Back to the lesson as it ships, on a fresh kernel. The attempt is kept as a file. */
  async reset(): Promise<void> {
    const { lesson, backup } = await resetLesson(this.slug);
    this.#take(lesson);
    await this.runner.restart();
    this.saver.adopt(lesson);
    this.message.value = backup
      ? `The lesson is as it was at first. Your attempt is kept in ${backup}.`
      : "The lesson is as it was at first.";
  }

  /** Resolves a conflict in favour of what the other tab saved. */
  takeOthers(): void {
    const state = this.saver.state.peek();
    if (state.kind === "conflict") this.#take(state.current);
  }

  /** Takes the text found in the browser as the learner's text. */
  useStray(): void {
    const journal = this.stray.peek();
    if (!journal) return;
    this.#apply(journal);
    this.stray.value = null;
  }

  dropStray(): void {
    dropJournal(this.slug);
    this.stray.value = null;
  }

  close(): void {
    removeEventListener("pagehide", this.#hide);
    document.removeEventListener("visibilitychange", this.#hide);
    this.saver.stop();
    this.runner.close();
    this.tabs.close();
  }

  readonly #hide = (event: Event): void => {
    if (event.type === "visibilitychange" && document.visibilityState === "visible") return;
    this.saver.writeJournal();
    void this.saver.save();
  };

  /** Text that was typed but not saved when the page or the server went away. */
  #recover(lesson: Lesson): void {
    const journal = readJournal(this.slug);
    if (!journal) return;
    if (!differs(journal.cells, textOf(this.cells.peek()))) dropJournal(this.slug);
    else if (journal.revision === lesson.revision) {
      // The page before the reload sent this when it went; it may arrive only now.
      this.saver.mayHaveSent(journal.cells);
      this.#apply(journal);
    } else this.stray.value = journal;
  }

  #apply(journal: Journal): void {
    const existing = new Map(this.cells.peek().map((cell) => [cell.id, cell]));
    this.cells.value = journal.cells.map(({ id, kind, source }) => {
      const cell = existing.get(id) ?? emptyCell(id, kind);
      cell.source.value = source;
      return cell;
    });
    this.saver.textChanged();
  }

  /** Takes what came of the cells where that is newer there; the text stays as it is here. */
  #takeRuns(lesson: Lesson): void {
    const theirs = new Map(lesson.cells.map((cell) => [cell.id, cellModel(cell)]));
    for (const cell of this.codeCells) {
      const other = theirs.get(cell.id);
      if (other?.kind !== "code" || cell.run.peek().kind === "running") continue;
      const isNewer = (other.executionCount.peek() ?? 0) > (cell.executionCount.peek() ?? 0);
      if (isNewer) takeRun(cell, other);
    }
  }

  #take(lesson: Lesson): void {
    this.runner.forget();
    this.cells.value = lesson.cells.map(cellModel);
    this.saver.adopt(lesson);
  }

  /** With nothing unsaved here, following the other tab loses nothing. */
  async #otherSaved(revision: string): Promise<void> {
    if (this.saver.isDirty || this.saver.revision === revision) return;
    const lesson = await fetchLesson(this.slug);
    if (!this.saver.isDirty) this.#follow(lesson);
  }

  /** Takes another tab's save, keeping the cells (and their editors) that it did not change. */
  #follow(lesson: Lesson): void {
    const mine = new Map(this.cells.peek().map((cell) => [cell.id, cell]));
    const cells = lesson.cells.map((theirs) => {
      const cell = mine.get(theirs.id);
      const fresh = cellModel(theirs);
      if (!cell || cell.kind !== fresh.kind) return fresh;
      cell.source.value = theirs.source;
      if (cell.kind === "code" && fresh.kind === "code" && cell.run.peek().kind !== "running") {
        takeRun(cell, fresh);
      }
      return cell;
    });
    const current = this.cells.peek();
    if (cells.length !== current.length || cells.some((cell, index) => cell !== current[index])) {
      this.cells.value = cells;
    }
    this.saver.adopt(lesson);
  }
}

/** Takes what came of a cell from another copy of it. */
function takeRun(cell: CodeCellModel, from: CodeCellModel): void {
  cell.outputs.value = from.outputs.peek();
  cell.executionCount.value = from.executionCount.peek();
  cell.run.value = from.run.peek();
}
