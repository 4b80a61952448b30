import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { FromGuardToCells, GuardSetup } from "../guard/protocol.ts";
import type { MailboxEntry } from "./input/mailbox.ts";
import type { Progress } from "./progress.ts";

let guard: Worker | undefined;

/**
 * Starts the thread that watches this one, if it does not run yet. There is no need of it before the first
 * cell, and two threads that boot side by side are slower than one. What the kernel tells it waits in its pipe.
 */
export function ensureGuard(
  progress: Progress,
  mailbox: MailboxEntry,
  hear: (message: FromGuardToCells) => void,
): void {
  if (guard) return;
  const workerData: GuardSetup = { progress: progress.buffer, mailbox };
  guard = new Worker(new URL(`../guard/entry${extname(import.meta.url)}`, import.meta.url), {
    name: "guard",
    workerData,
    transferList: [mailbox.port],
    argv: [],
  });
  guard.on("message", hear);
}
