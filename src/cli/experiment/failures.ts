import type { RunResult, Sweep } from "../../experiments/index.ts";

/** Where more fail, they fail alike. */
const shown = 5;

/** Tells of the runs that failed, on standard error, and how to see one of them again. */
export function tellFailures({ runs }: Sweep, what: string): void {
  const failures = runs.flatMap((run) => ("error" in run ? [run] : []));
  for (const failure of failures.slice(0, shown)) {
    process.stderr.write(`Failed: ${failure.error}\n    again: ${commandFor(failure, what)}\n`);
  }
  if (failures.length <= shown) return;
  process.stderr.write(
    `… and ${(failures.length - shown).toLocaleString("en")} more; the result has them all.\n`,
  );
}

function commandFor({ parameters, seed }: RunResult, what: string): string {
  const settings = Object.entries(parameters).map(([name, value]) => `--set ${name}=${value} `);
  return `paxoslab experiment ${what} ${settings.join("")}--seeds 1 --first-seed ${seed}`;
}
