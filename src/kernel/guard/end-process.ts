/** Ends this process at once, with all that it started. */
export function endProcess(): void {
  // It leads a process group of its own, where there are such things; see host/cell-process.ts.
  process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL");
}
