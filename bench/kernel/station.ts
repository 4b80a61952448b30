import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startKernel, type Kernel, type Message } from "../../src/kernel/client/index.ts";
import type { Peer } from "./peers.ts";

/** A peer at work, in a folder of its own that has this repository's packages. */
export interface Station {
  readonly peer: Peer;
  readonly kernel: Kernel;
  readonly folder: string;
  /** From the spawn of its process until it was heard on shell and iopub, in milliseconds. */
  readonly readyMs: number;
  readonly close: () => Promise<void>;
}

const packages = fileURLToPath(new URL("../../node_modules", import.meta.url));

export async function openStation(peer: Peer): Promise<Station> {
  const folder = await mkdtemp(join(tmpdir(), "bench-kernel-"));
  // tslab wants @types/node near the notebook.
  await symlink(packages, join(folder, "node_modules"));
  const start = performance.now();
  const kernel = await startKernel(peer.spec, { cwd: folder });
  const readyMs = performance.now() - start;
  const close = async (): Promise<void> => {
    await kernel.shutdown();
    await rm(folder, { recursive: true });
  };
  return { peer, kernel, folder, readyMs, close };
}

/** What became of a cell, as a client sees it. */
export interface Ran {
  readonly status: string;
  readonly messages: readonly Message[];
  readonly stdout: string;
  /** From the request until reply and idle status have both arrived, in milliseconds. */
  readonly ms: number;
}

export async function run(kernel: Kernel, code: string): Promise<Ran> {
  const start = performance.now();
  const execution = kernel.execute(code);
  const { status } = await execution.reply;
  const ms = performance.now() - start;
  const messages = await Array.fromAsync(execution);
  const stdout = messages
    .filter(({ header, content }) => header.msg_type === "stream" && content["name"] === "stdout")
    .map(({ content }) => content["text"])
    .join("");
  return { status, messages, stdout, ms };
}

/** What `work` resolves to, or "late" if it takes longer than `ms`. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | "late"> {
  const timer = new AbortController();
  const late = sleep(ms, "late" as const, { signal: timer.signal });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
