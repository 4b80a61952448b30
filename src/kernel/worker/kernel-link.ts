import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { endProcess } from "../guard/end-process.ts";
import { encodeFrame, FrameReader, pipes } from "../ipc/index.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";

/** What a termination, or a signal, may have left half written: whoever writes next finishes it. */
let unsent: Uint8Array = new Uint8Array();

/**
 * Tells the kernel something. Returns when the pipe has taken it: a cell that prints faster than the kernel
 * reads is slowed down, and nothing is lost if the process crashes on its next line.
 */
export function tell(message: FromWorker): void {
  finishSending();
  unsent = encodeFrame(message);
  finishSending();
}

function finishSending(): void {
  while (unsent.length > 0) unsent = unsent.subarray(writeSync(pipes.fromCells, unsent));
}

/** Hears the kernel, and keeps the process alive as long as there is one. */
export function listen(hear: (message: ToWorker) => void): void {
  const socket = new Socket({ fd: pipes.toCells, readable: true, writable: false });
  socket.on("data", new FrameReader<ToWorker>(hear).push);
  socket.on("error", endProcess);
  socket.on("close", endProcess);
}
