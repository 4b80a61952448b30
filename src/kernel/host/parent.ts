/** How often to look whether whoever started the kernel is still there, in milliseconds. */
const lookEvery = 1_000;

/**
 * Calls back when the process that started us has gone: nobody will ever ask us to shut down then. Only those who
 * announce themselves are watched; a kernel started by hand in a terminal may outlive it.
 */
export function onceParentGone(callback: () => void, env: NodeJS.ProcessEnv = process.env): void {
  const announced = Number(env["JPY_PARENT_PID"] ?? 0);
  if (!Number.isInteger(announced) || announced <= 1) return;
  const parentAtStart = process.ppid;
  const timer = setInterval(() => {
    if (isParent(parentAtStart) && (process.platform === "win32" || isRunning(announced))) return;
    clearInterval(timer);
    callback();
  }, lookEvery);
  timer.unref();
}

/** Windows leaves an orphan its parent's old id, and Jupyter announces a handle there, not an id. */
function isParent(pid: number): boolean {
  return process.platform === "win32" ? isRunning(pid) : process.ppid === pid;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is running all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
