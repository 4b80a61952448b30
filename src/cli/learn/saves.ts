import { watch, type FSWatcher } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";

/** Editors write a file in several strokes, some by putting another one in its place. */
const settled = 40;

/** Tells when a file has other content than before. */
export class Saves {
  readonly #onSave: () => void;
  readonly #onTrouble: (error: unknown) => void;
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | undefined;
  #content = "";

  /** @param onTrouble if the file cannot be read any more, or its folder not be watched. */
  constructor(onSave: () => void, onTrouble: (error: unknown) => void) {
    this.#onSave = onSave;
    this.#onTrouble = onTrouble;
  }

  async watch(file: string): Promise<void> {
    this.stop();
    this.#content = await readFile(file, "utf8");
    // The folder, not the file: a file that is replaced is another one to the system.
    this.#watcher = watch(dirname(file), (_, name) => {
      if (name !== null && name !== basename(file)) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#look(file).catch(this.#onTrouble), settled);
    }).on("error", this.#onTrouble);
  }

  stop(): void {
    this.#watcher?.close();
    this.#watcher = null;
    clearTimeout(this.#timer);
  }

  async #look(file: string): Promise<void> {
    const content = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      // Between the strokes of an editor there may be no such file.
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (content === null || content === this.#content) return;
    this.#content = content;
    this.#onSave();
  }
}
