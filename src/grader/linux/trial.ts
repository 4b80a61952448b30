import { read } from "node:fs";
import { promisify } from "node:util";
import { runnerScript } from "../inside/bundle.ts";
import { usualLimits } from "../limits.ts";
import { Child } from "./child.ts";
import { Workshop } from "./workshop.ts";

/** Whether this machine can lock a process up with bubblewrap; if not, why, in the words of whatever refused. */
export type Trial = { readonly works: true } | { readonly works: false; readonly because: string };

/** Milliseconds. */
const patience = 10_000;

/** Starts the very sandbox that submissions get, and waits for its first word. */
export async function tryBubblewrap(): Promise<Trial> {
  if (process.platform !== "linux") return { works: false, because: "bubblewrap is a program for Linux." };
  const script = await runnerScript();
  const workshop = new Workshop();
  try {
    const child = await Child.start(workshop, { script, heap: usualLimits.heap, walls: "bubblewrap" });
    const timer = setTimeout(() => child.stop(), patience);
    const { buffer, bytesRead } = await promisify(read)(child.answers, Buffer.alloc(64), 0, 64, null);
    clearTimeout(timer);
    const works = buffer.toString("utf8", 0, bytesRead) === "ready\n";
    await child.dismiss();
    return works ? { works } : { works, because: firstLine(child.complaint) };
  } catch (error) {
    return { works: false, because: firstLine(error instanceof Error ? error.message : String(error)) };
  } finally {
    workshop.close();
  }
}

function firstLine(complaint: string): string {
  const [line = ""] = complaint.trim().split("\n");
  return line === "" ? "It ends without a word." : line;
}
