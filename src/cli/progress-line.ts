/** One line on a terminal, written over and over; nothing where standard error is no terminal. */
export class ProgressLine {
  readonly #terminal = process.stderr.isTTY ? process.stderr : null;
  #shownAt = 0;

  /** @param inWords is asked only when it is time to show something new. */
  show(inWords: () => string): void {
    if (this.#terminal === null || Date.now() - this.#shownAt < 100) return;
    this.#shownAt = Date.now();
    this.#terminal.write(`\r\u001B[K${inWords()}`);
  }

  clear(): void {
    if (this.#shownAt > 0) this.#terminal?.write("\r\u001B[K");
  }
}
