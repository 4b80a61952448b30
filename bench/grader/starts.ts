import { read } from "node:fs";
import { promisify } from "node:util";
import { runnerScript } from "../../src/grader/inside/bundle.ts";
import { usualLimits } from "../../src/grader/limits.ts";
import { Child, type StartChild } from "../../src/grader/linux/child.ts";
import { Workshop } from "../../src/grader/linux/workshop.ts";

const workshop = new Workshop();
const script = await runnerScript();

/** Seconds until a fresh process says its first word. */
export async function startOf(walls: StartChild["walls"]): Promise<number> {
  const began = performance.now();
  const child = await Child.start(workshop, { script, heap: usualLimits.heap, walls });
  await promisify(read)(child.answers, Buffer.alloc(16), 0, 16, null);
  const seconds = (performance.now() - began) / 1_000;
  await child.dismiss();
  return seconds;
}
