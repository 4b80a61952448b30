import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { InspectorRelay } from "../debugger/relay.ts";
import { encodeFrame, FrameReader, pipes } from "../ipc/index.ts";
import { deliver } from "../worker/input/mailbox.ts";
import { Progress } from "../worker/progress.ts";
import { endProcess } from "./end-process.ts";
import { Interrupter } from "./interrupter.ts";
import { MemoryGuard } from "./memory-guard.ts";
import { Terminator } from "./terminator.ts";
import type { Fate, FromGuard, FromGuardToCells, GuardSetup, ToGuard } from "./protocol.ts";

/**
 * The guard: a thread beside the one that runs the cells. It stops cells, watches their memory, and ends the
 * process when nothing else helps, or when the kernel has gone.
 */

const { progress: shared, mailbox } = workerData as GuardSetup;
const progress = new Progress(shared);
const kernel = new Socket({ fd: pipes.guard });
const terminator = new Terminator();
const interrupter = new Interrupter({
  progress,
  tellCells,
  terminate: () => terminator.terminate(),
  interruptChildren,
  onBlocked: () => endBy({ kind: "blocked" }),
});
const inspector = new InspectorRelay((message) => tellKernel({ kind: "inspected", message }));

function tellCells(message: FromGuardToCells): void {
  parentPort?.postMessage(message);
}

function tellKernel(message: FromGuard, onceSent?: () => void): void {
  kernel.write(encodeFrame(message), onceSent);
}

function interruptChildren(): void {
  // The process of the cells leads their group, and ignores the signal itself.
  if (process.platform !== "win32") process.kill(-process.pid, "SIGINT");
}

/** The fate must have left before the process does. */
function endBy(fate: Fate): void {
  tellKernel({ kind: "fate", fate }, endProcess);
}

function hear(message: ToGuard): void {
  switch (message.kind) {
    case "interrupt":
      interrupter.interrupt(message.cells);
      return;
    case "inspect":
      inspector.hear(message.message);
      return;
    case "answer":
      deliver(mailbox, message);
      return;
    case "limit-memory":
      void new MemoryGuard(message.megabytes, () => endBy({ kind: "out-of-memory" })).watch(progress);
      return;
  }
}

kernel.on("data", new FrameReader<ToGuard>(hear).push);
kernel.on("error", endProcess);
kernel.on("close", endProcess);
