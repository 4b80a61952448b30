import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../../src/cli/bin.ts", import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of `paxoslab` under way. */
export interface Running {
  readonly process: ChildProcess;
  /** Resolves once standard output contains `text`. */
  prints(text: string): Promise<void>;
  readonly outcome: Promise<Outcome>;
}

/** Starts the real program from its sources. */
export function start(...args: readonly string[]): Running {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const finish = async (): Promise<Outcome> => {
    const [code] = (await once(child, "close")) as [number | null];
    return { code, stdout, stderr };
  };
  const outcome = finish();
  const prints = async (text: string): Promise<void> => {
    while (!stdout.includes(text)) {
      const ended = await Promise.race([
        once(child.stdout, "data").then(() => false),
        outcome.then(() => true),
      ]);
      if (ended && !stdout.includes(text))
        throw new Error(`It ended without printing "${text}":\n${stdout}${stderr}`);
    }
  };
  return { process: child, prints, outcome };
}

export async function paxoslab(...args: readonly string[]): Promise<Outcome> {
  return start(...args).outcome;
}
