import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Finding } from "./examine.ts";

const run = promisify(execFile);

export interface Needed {
  readonly name: string;
  /** What it is for, as the end of a sentence. */
  readonly what: string;
  readonly mend: string;
}

/** Whether a program is there, by asking it for its version. */
export async function program({ name, what, mend }: Needed): Promise<Finding> {
  try {
    const { stdout } = await run(name, ["--version"], { timeout: 10_000 });
    const [version = name] = stdout.trim().split("\n");
    return { kind: "fine", sentence: `${name} is there, for ${what}: ${version}.` };
  } catch (error) {
    // Small systems have programs that are there and tell no version.
    return (error as NodeJS.ErrnoException).code === "ENOENT"
      ? { kind: "missing", sentence: `${name} is not there; it is needed for ${what}.`, mend }
      : { kind: "fine", sentence: `${name} is there, for ${what}.` };
  }
}
