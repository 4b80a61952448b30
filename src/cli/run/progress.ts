import { clearLine, cursorTo } from "node:readline";
import type { CellProgress } from "../../notebook/index.ts";

/** How often the elapsed time of a running cell is shown anew, in milliseconds. */
const tickMs = 100;

/** A line for each cell that ran; in a terminal the line of the running cell counts its time. */
export class Progress {
  readonly #name: string;
  readonly #terminal = process.stdout.isTTY ? process.stdout : undefined;
  #ticker: NodeJS.Timeout | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  show(cell: CellProgress): void {
    clearInterval(this.#ticker);
    if (cell.state === "finished") {
      this.#clear();
      console.log(this.#line(cell, cell.elapsed));
    } else if (this.#terminal) {
      const start = Date.now();
      const redraw = (): void => this.#draw(this.#line(cell, Date.now() - start));
      redraw();
      this.#ticker = setInterval(redraw, tickMs);
    }
  }

  end(): void {
    clearInterval(this.#ticker);
    this.#clear();
  }

  #line({ number, total }: CellProgress, elapsed: number): string {
    return `${this.#name}  cell ${number}/${total}  ${inSeconds(elapsed)}`;
  }

  #draw(line: string): void {
    this.#clear();
    // A line that wraps could not be taken back. Some terminals say they have 0 columns.
    this.#terminal?.write(line.slice(0, (this.#terminal.columns || 80) - 1));
  }

  #clear(): void {
    if (!this.#terminal) return;
    cursorTo(this.#terminal, 0);
    clearLine(this.#terminal, 0);
  }
}

export function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}
