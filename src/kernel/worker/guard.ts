import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { FromGuardToCells, GuardSetup } from "../guard/protocol.ts";
import type { Progress } from "./progress.ts";

/** Starts the thread that watches this one. */
export function startGuard(progress: Progress, hear: (message: FromGuardToCells) => void): void {
  const workerData: GuardSetup = { progress: progress.buffer };
  const guard = new Worker(new URL(`../guard/entry${extname(import.meta.url)}`, import.meta.url), {
    name: "guard",
    workerData,
    argv: [],
  });
  guard.on("message", hear);
}
