import { signal } from "@preact/signals";
import { saveLesson } from "../api.ts";
import type { Lesson } from "../../server/api.ts";
import { cellData } from "./cell.ts";
import type { CellModel } from "./cell.ts";
import { differs, dropJournal, textOf, writeJournal } from "./journal.ts";
import type { CellText } from "./journal.ts";

export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "unsaved" }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "conflict"; readonly current: Lesson };

const journalAfterMs = 150;
const saveAfterMs = 800;
const retryAfterMs = 2500;
/** So many texts are kept while no answer comes. */
const mostUnanswered = 8;

export interface SaverOptions {
  readonly cells: () => readonly CellModel[];
  /** Told of each revision that this page has saved. */
  readonly saved: (revision: string) => void;
  /** Told of what somebody else has saved, with text that was here before: this page itself, before a reload. */
  readonly savedElsewhere: (current: Lesson) => void;
}

/** Keeps the learner's copy on the server up to date, and the text in the browser until it is. */
export class Saver {
  readonly state = signal<SaveState>({ kind: "saved" });
  revision: string | null;
  readonly #slug: string;
  readonly #options: SaverOptions;
  /** The text that this page has taken from the server, or brought there. */
  #base: readonly CellText[];
  /** What was sent and not answered, the latest last: the server may have any of these. */
  #unanswered: readonly (readonly CellText[])[] = [];
  /** Counts changes, to notice those made while a save is on its way. */
  #changes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #journalTimer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(lesson: Lesson, options: SaverOptions) {
    this.#slug = lesson.slug;
    this.revision = lesson.revision;
    this.#base = lesson.cells;
    this.#options = options;
  }

  get isDirty(): boolean {
    return this.state.peek().kind !== "saved";
  }

  mayHaveSent(text: readonly CellText[]): void {
    this.#unanswered = [...this.#unanswered, text].slice(-mostUnanswered);
  }

  textChanged(): void {
    this.#journalTimer ??= setTimeout(() => this.writeJournal(), journalAfterMs);
    this.changed();
  }

  changed(): void {
    this.#changes++;
    if (this.state.peek().kind === "conflict" || this.#isStopped) return;
    if (this.state.peek().kind === "saved") this.state.value = { kind: "unsaved" };
    this.#timer ??= setTimeout(() => void this.save(), saveAfterMs);
  }

  writeJournal(): void {
    clearTimeout(this.#journalTimer);
    this.#journalTimer = undefined;
    if (this.isDirty) writeJournal(this.#slug, this.revision, this.#options.cells());
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { kind } = this.state.peek();
    if (kind === "saved" || kind === "saving" || kind === "conflict" || this.#isStopped) return;
    this.state.value = { kind: "saving" };
    const changes = this.#changes;
    const models = this.#options.cells();
    const text = textOf(models);
    try {
      const cells = models.map(cellData);
      const outcome = await saveLesson(this.#slug, { revision: this.revision, cells });
      if (outcome.kind === "conflict") {
        await this.#settle(outcome.current);
        return;
      }
      this.#unanswered = [];
      this.#base = text;
      this.revision = outcome.revision;
      this.#options.saved(outcome.revision);
      this.state.value = { kind: changes === this.#changes ? "saved" : "unsaved" };
      if (changes === this.#changes) dropJournal(this.#slug);
      else this.#timer = setTimeout(() => void this.save(), saveAfterMs);
    } catch (error) {
      this.mayHaveSent(text);
      this.state.value = { kind: "failed", message: (error as Error).message };
      this.#timer = setTimeout(() => void this.save(), retryAfterMs);
    }
  }

  /** Somebody has saved since. If nobody has typed anything since, that is no conflict. */
  async #settle(current: Lesson): Promise<void> {
    const known = [this.#base, ...this.#unanswered];
    this.#unanswered = [];
    this.state.value = { kind: "conflict", current };
    if (known.every((text) => differs(text, current.cells))) return;
    this.#options.savedElsewhere(current);
    await this.keepMine();
  }

  /** After a conflict: these cells replace what the other tab saved. */
  async keepMine(): Promise<void> {
    const state = this.state.peek();
    if (state.kind !== "conflict") return;
    this.revision = state.current.revision;
    this.#base = state.current.cells;
    this.state.value = { kind: "unsaved" };
    await this.save();
  }

  /** The cells are now those of the server. */
  adopt({ revision, cells }: Lesson): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#journalTimer);
    this.#timer = undefined;
    this.#journalTimer = undefined;
    this.revision = revision;
    this.#base = cells;
    this.state.value = { kind: "saved" };
    dropJournal(this.#slug);
  }

  stop(): void {
    this.writeJournal();
    void this.save();
    this.#isStopped = true;
  }
}
