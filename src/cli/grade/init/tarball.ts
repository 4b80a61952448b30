import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CliError } from "../../errors.ts";
import { gradeExitCode } from "../../grade.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** This very package as npm packs it, so that it can be installed where it cannot be found in a registry. */
export async function packed(): Promise<Uint8Array> {
  if (!existsSync(join(root, "dist/cli/bin.js")))
    throw new CliError("This copy of paxoslab is not built yet: npm run build.", gradeExitCode.file);
  const folder = await mkdtemp(join(tmpdir(), "paxoslab-pack-"));
  try {
    await npm("pack", "--ignore-scripts", "--silent", "--pack-destination", folder, root);
    const [name] = await readdir(folder);
    return await readFile(join(folder, name!));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function npm(...args: readonly string[]): Promise<void> {
  try {
    // On Windows npm is a batch file, which only a shell can run.
    await promisify(execFile)("npm", args, { shell: process.platform === "win32" });
  } catch (error) {
    throw new CliError(
      `The package cannot be packed by npm: ${(error as Error).message}`,
      gradeExitCode.file,
      {
        cause: error,
      },
    );
  }
}
