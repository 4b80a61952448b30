import type { Progress } from "../../experiments/runner/index.ts";

/** How fast a sweep goes, and when it will be through. */
export class Pace {
  readonly #begun: number;

  constructor(begun = Date.now()) {
    this.#begun = begun;
  }

  inWords({ total, known, computed }: Progress, now = Date.now()): string {
    const done = `${(known + computed).toLocaleString("en")} of ${total.toLocaleString("en")} runs`;
    if (computed === 0) return `${done} (Ctrl-C: stop and keep)`;
    const secondsLeft = ((now - this.#begun) / 1_000 / computed) * (total - known - computed);
    return `${done}, about ${spanInWords(secondsLeft)} to go (Ctrl-C: stop and keep)`;
  }
}

function spanInWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.ceil(seconds / 3_600)} h`;
}
