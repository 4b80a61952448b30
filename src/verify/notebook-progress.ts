import { formatSeconds } from "./verdict-text.ts";
import type { Progress } from "./check.ts";

/** What our kernel gives to cells: shows something and lets it be changed. */
type Display = (value: unknown, options: Raw) => { update(value: unknown, options: Raw): void };

/** The value is a MIME bundle itself. */
interface Raw {
  readonly raw: true;
}

/** A search shorter than this needs no progress, in seconds. */
const quiet = 1;
/** In seconds. */
const interval = 0.25;

/** A line in the notebook that follows a search and goes when it ends; where cells cannot display, nothing. */
export class NotebookProgress {
  readonly #display = displayOfKernel();
  #line: ReturnType<Display> | null = null;
  #shownAt = 0;

  show(progress: Progress): void {
    const { seconds } = progress;
    if (this.#display === null || seconds < quiet || seconds - this.#shownAt < interval) return;
    this.#shownAt = seconds;
    const words = { "text/plain": progressInWords(progress) };
    if (this.#line === null) this.#line = this.#display(words, { raw: true });
    else this.#line.update(words, { raw: true });
  }

  end(): void {
    this.#line?.update({ "text/plain": "" }, { raw: true });
  }
}

export function progressInWords({ states, depth, statesPerSecond, bytes, seconds }: Progress): string {
  const number = (count: number): string => Math.round(count).toLocaleString("en");
  return (
    `${number(states)} states, depth ${depth}, ${number(statesPerSecond)} a second, ` +
    `${number(bytes / 2 ** 20)} MB, ${formatSeconds(seconds)}`
  );
}

function displayOfKernel(): Display | null {
  const { display } = globalThis as { readonly display?: Display };
  return typeof display === "function" && Symbol.for("paxoslab.publish") in globalThis ? display : null;
}
