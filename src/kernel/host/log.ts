/** For whoever reads the kernel's own stderr: a Jupyter server's log. */
export function log(problem: unknown): void {
  const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  process.stderr.write(`[kernel] ${text}\n`);
}
