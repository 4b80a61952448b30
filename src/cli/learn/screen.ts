import { emitKeypressEvents, type Key as Press } from "node:readline";
import type { Key, Terminal } from "../../study/index.ts";

const letters: readonly string[] = ["h", "l", "r", "s", "n", "c", "q", "y"] satisfies readonly Key[];

const named: Readonly<Record<string, Key>> = {
  up: "up",
  down: "down",
  k: "up",
  j: "down",
  pageup: "page up",
  pagedown: "page down",
  space: "page down",
  return: "enter",
  enter: "enter",
  escape: "escape",
};

/** The terminal as a screen of its own: what was there before comes back when it is closed. */
export class Screen {
  readonly #onKey: (key: Key) => void;
  readonly #onResize: () => void;

  constructor(onKey: (key: Key) => void, onResize: () => void) {
    this.#onKey = onKey;
    this.#onResize = onResize;
  }

  open(): void {
    emitKeypressEvents(process.stdin);
    process.stdin.setRawMode(true).resume();
    process.stdin.on("keypress", this.#press);
    process.stdout.on("resize", this.#onResize);
    // An own buffer, no cursor.
    process.stdout.write("\u001B[?1049h\u001B[?25l");
  }

  close(): void {
    process.stdin.off("keypress", this.#press);
    process.stdout.off("resize", this.#onResize);
    process.stdin.setRawMode(false).pause();
    process.stdout.write("\u001B[?25h\u001B[?1049l");
  }

  get size(): Terminal {
    const { columns, rows } = process.stdout;
    return { columns, rows };
  }

  show(draw: (terminal: Terminal) => readonly string[]): void {
    const lines = draw(this.size).map((line) => `${line}\u001B[K`);
    // Line by line over what was there: a screen that is cleared first flickers.
    process.stdout.write(`\u001B[H${lines.join("\r\n")}\u001B[J`);
  }

  readonly #press = (text: string | undefined, { name, ctrl }: Press): void => {
    if (ctrl === true && (name === "c" || name === "d")) return this.#onKey("q");
    if (ctrl === true) return;
    const key = name !== undefined && Object.hasOwn(named, name) ? named[name] : undefined;
    if (key !== undefined) this.#onKey(key);
    else if (text !== undefined && letters.includes(text)) this.#onKey(text as Key);
    // Any other key is a no where there is a question, and nothing elsewhere.
    else this.#onKey("escape");
  };
}
