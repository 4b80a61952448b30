import { LineLimit } from "./line-limit.ts";

const limit = new LineLimit();

/** How much of one problem is told, in characters. */
const longest = 4_000;

/** For whoever reads the kernel's own stderr: a Jupyter server's log. A flood of problems does not fill their disk. */
export function log(problem: unknown): void {
  const { isAdmitted, leftOut } = limit.ask(performance.now());
  if (!isAdmitted) return;
  const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  const aside = leftOut > 0 ? `[kernel] ${leftOut} lines before this one were left out.\n` : "";
  process.stderr.write(`${aside}[kernel] ${text.slice(0, longest)}\n`);
}
