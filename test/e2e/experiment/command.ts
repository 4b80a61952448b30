import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const program = fileURLToPath(new URL("../../../src/cli/bin.ts", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `paxoslab experiment …` as a user would; `onStart` may send it a signal. */
export async function run(
  folder: string,
  args: readonly string[],
  onStart?: (pid: number) => void,
): Promise<Ran> {
  const child = spawn(process.execPath, [program, "experiment", ...args], { cwd: folder });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  if (child.pid !== undefined) onStart?.(child.pid);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, err };
}
