import { progressInWords } from "../../verify/index.ts";
import type { FromSearcher } from "./task.ts";

type Progress = Extract<FromSearcher, { kind: "progress" }>["progress"];

/** One line on a terminal, written over and over; nothing where standard error is no terminal. */
export class ProgressLine {
  readonly #terminal = process.stderr.isTTY ? process.stderr : null;
  #shownAt = 0;

  show(progress: Progress): void {
    if (this.#terminal === null || Date.now() - this.#shownAt < 100) return;
    this.#shownAt = Date.now();
    this.#terminal.write(`\r\u001B[K${inWords(progress)}`);
  }

  clear(): void {
    if (this.#shownAt > 0) this.#terminal?.write("\r\u001B[K");
  }
}

function inWords(progress: Progress): string {
  if ("storms" in progress) return `${progress.storms.toLocaleString("en")} storms`;
  return `${progressInWords(progress)} (Ctrl-C: stop and tell)`;
}
