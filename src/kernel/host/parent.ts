/** How often to look whether whoever started the kernel is still there, in milliseconds. */
const lookEvery = 1_000;

/** Calls back when the process that started us has gone: nobody will ever ask us to shut down then. */
export function onceParentGone(callback: () => void, env: NodeJS.ProcessEnv = process.env): void {
  const announced = Number(env["JPY_PARENT_PID"] ?? 0);
  if (!Number.isInteger(announced) || announced <= 1) return;
  const parentAtStart = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parentAtStart && isRunning(announced)) return;
    clearInterval(timer);
    callback();
  }, lookEvery);
  timer.unref();
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
