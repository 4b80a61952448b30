import { spawnSync } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { ownSpec } from "../../../src/kernel/client/index.ts";
import { typed } from "../typed.ts";
import { newSession } from "./session.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const bundler = join(root, "node_modules", "rolldown", "bin", "cli.mjs");

/** The other tests run the sources; what is shipped has been through the compiler and the bundler. */
async function build(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kernel-built-"));
  onTestFinished(async () => rm(folder, { recursive: true }));
  const flags = ["--outDir", join(folder, "dist"), "--incremental", "false", "--tsBuildInfoFile", "null"];
  spawnSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json"), ...flags]);
  const bundled = [
    "-c",
    "rolldown.config.ts",
    "--log-level",
    "silent",
    "--dir",
    join(folder, "dist", "kernel"),
  ];
  const { status, stderr } = spawnSync(process.execPath, [bundler, ...bundled], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  return join(folder, "dist", "kernel", "main.js");
}

it("the built kernel imports the TypeScript beside a notebook", { timeout: 60_000 }, async () => {
  const spec = { ...ownSpec(), argv: [process.execPath, await build(), "{connection_file}"] };
  const { run, folder } = await newSession({ spec, env: typed });
  await writeFile(join(folder, "far.ts"), "export const far: number = 20;");
  await writeFile(join(folder, "near.ts"), 'import { far } from "./far.ts"; export const near = far + 1;');
  expect(await run('import { near } from "./near.ts";\nnear')).toMatchObject({ result: "21" });
  expect(await run('(await import("./far.ts")).far')).toMatchObject({ result: "20" });
});
