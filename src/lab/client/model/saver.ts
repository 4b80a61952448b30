import { signal } from "@preact/signals";
import { saveLesson } from "../api.ts";
import type { Lesson } from "../../server/api.ts";
import { cellData } from "./cell.ts";
import type { CellModel } from "./cell.ts";
import { dropJournal, writeJournal } from "./journal.ts";

export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "unsaved" }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "conflict"; readonly current: Lesson };

const journalAfterMs = 150;
const saveAfterMs = 800;
const retryAfterMs = 2500;

/** Keeps the learner's copy on the server up to date, and the text in the browser until it is. */
export class Saver {
  readonly state = signal<SaveState>({ kind: "saved" });
  revision: string | null;
  readonly #slug: string;
  readonly #cells: () => readonly CellModel[];
  readonly #saved: (revision: string) => void;
  /** Counts changes, to notice those made while a save is on its way. */
  #changes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #journalTimer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(lesson: Lesson, cells: () => readonly CellModel[], saved: (revision: string) => void) {
    this.#slug = lesson.slug;
    this.revision = lesson.revision;
    this.#cells = cells;
    this.#saved = saved;
  }

  get isDirty(): boolean {
    return this.state.peek().kind !== "saved";
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
    if (this.isDirty) writeJournal(this.#slug, this.revision, this.#cells());
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { kind } = this.state.peek();
    if (kind === "saved" || kind === "saving" || kind === "conflict" || this.#isStopped) return;
    this.state.value = { kind: "saving" };
    const changes = this.#changes;
    try {
      const cells = this.#cells().map(cellData);
      const outcome = await saveLesson(this.#slug, { revision: this.revision, cells });
      if (outcome.kind === "conflict") {
        this.state.value = { kind: "conflict", current: outcome.current };
        return;
      }
      this.revision = outcome.revision;
      this.#saved(outcome.revision);
      this.state.value = { kind: changes === this.#changes ? "saved" : "unsaved" };
      if (changes === this.#changes) dropJournal(this.#slug);
      else this.#timer = setTimeout(() => void this.save(), saveAfterMs);
    } catch (error) {
      this.state.value = { kind: "failed", message: (error as Error).message };
      this.#timer = setTimeout(() => void this.save(), retryAfterMs);
    }
  }

  /** After a conflict: these cells replace what the other tab saved. */
  async keepMine(): Promise<void> {
    const state = this.state.peek();
    if (state.kind !== "conflict") return;
    this.revision = state.current.revision;
    this.state.value = { kind: "unsaved" };
    await this.save();
  }

  /** The cells now come from the server, at this revision. */
  adopt(revision: string | null): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#journalTimer);
    this.#timer = undefined;
    this.#journalTimer = undefined;
    this.revision = revision;
    this.state.value = { kind: "saved" };
    dropJournal(this.#slug);
  }

  stop(): void {
    this.writeJournal();
    void this.save();
    this.#isStopped = true;
  }
}
