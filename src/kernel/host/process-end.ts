import type { Fate } from "../guard/protocol.ts";
import type { CellError } from "../worker/protocol.ts";

/** How the process of the cells ended, as its parent sees it. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What the engine said on stderr when it aborted. */
  readonly lastWords: string;
}

/** What the process told about its end before it came. */
export interface Announced {
  /** From the guard. */
  readonly fate?: Fate;
  /** The code given to process.exit(). */
  readonly exitCode?: number;
}

/** Signals by which a process brings itself down, mostly in native code. */
const crashes: readonly (NodeJS.Signals | null)[] = [
  "SIGABRT",
  "SIGBUS",
  "SIGFPE",
  "SIGILL",
  "SIGSEGV",
  "SIGTRAP",
];

/** Why the variables are gone, for the cell that was running or the next one. */
export function errorOfEnd(end: End, announced: Announced, memoryLimitMb: number): CellError {
  const outOfMemory = (): CellError =>
    lost("OutOfMemory", `The cell took more memory than the limit of ${memoryLimitMb} MB.`);
  switch (announced.fate?.kind) {
    case "out-of-memory":
      return outOfMemory();
    case "blocked":
      return lost("Interrupted", "The cell was blocked in native code; its process was ended.");
    case undefined:
      break;
  }
  if (/heap out of memory|Array buffer allocation failed/i.test(end.lastWords)) return outOfMemory();
  if (announced.exitCode !== undefined) {
    return lost("ProcessExit", `The code called process.exit(${announced.exitCode}).`);
  }
  const by = end.signal ? `signal ${end.signal}` : `exit code ${end.code}`;
  if (end.signal === "SIGKILL") {
    return lost(
      "ProcessKilled",
      `The process that runs the cells was killed (${by}), perhaps for want of memory.`,
    );
  }
  return crashes.includes(end.signal) || end.signal === null
    ? lost("NativeCrash", `The process that runs the cells crashed (${by}).`)
    : lost("ProcessKilled", `The process that runs the cells was ended by ${by}.`);
}

function lost(ename: string, evalue: string): CellError {
  const advice =
    "All variables are lost; the kernel goes on with a fresh start. Run the cells again from the top.";
  return { ename, evalue, traceback: [`${ename}: ${evalue}`, advice] };
}
