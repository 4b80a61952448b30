import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "oxc-transform";
import { afterEach, beforeEach, expect, it } from "vitest";

// The built bin in a package that pins another Node than this one; a script stands for that Node.
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "paxoslab-bin-"));
  await mkdir(join(root, "dist", "cli"), { recursive: true });
  await pin("99.1.0");
  const source = await readFile(new URL("../../src/cli/bin.ts", import.meta.url), "utf8");
  const { code } = transformSync("bin.ts", source, { typescript: { rewriteImportExtensions: "rewrite" } });
  await writeFile(join(root, "dist", "cli", "bin.js"), code);
  await writeFile(
    join(root, "dist", "cli", "main.js"),
    "export const main = (args) => console.log(...args);",
  );
});
afterEach(async () => rm(root, { recursive: true }));

async function pin(version: string): Promise<void> {
  await writeFile(
    join(root, "package.json"),
    JSON.stringify({ type: "module", dependencies: { node: version } }),
  );
}

async function installNode(script: string): Promise<void> {
  const folder = join(root, "node_modules", "node");
  await mkdir(join(folder, "bin"), { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ bin: { node: "bin/node" } }));
  await writeFile(join(folder, "bin", "node"), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, "bin", "node"), 0o755);
}

const start = (...args: string[]) =>
  spawn(process.execPath, [join(root, "dist", "cli", "bin.js"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });

async function outcome(child: ReturnType<typeof start>, onText = (_stdout: string): void => undefined) {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => onText((stdout += text)));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code] = (await once(child, "close")) as unknown[];
  return { code, stdout, stderr };
}

it("runs at once under the pinned major version", async () => {
  await pin(process.versions.node);
  expect(await outcome(start("run", "a b"))).toEqual({ code: 0, stdout: "run a b\n", stderr: "" });
});

it("starts again on the pinned Node, with the same arguments and its exit code", async () => {
  await installNode('shift; for word; do echo "<$word>"; done; exit 7');
  expect(await outcome(start("run", "a b"))).toEqual({ code: 7, stdout: "<run>\n<a b>\n", stderr: "" });
});

it.each(["SIGINT", "SIGTERM"] as const)("passes %s on", async (signal) => {
  await installNode(`trap 'echo got; exit 130' ${signal.slice(3)}; echo ready; while :; do sleep 0.05; done`);
  const child = start();
  const result = outcome(child, (stdout) => {
    if (stdout === "ready\n") child.kill(signal);
  });
  expect(await result).toEqual({ code: 130, stdout: "ready\ngot\n", stderr: "" });
});

it("says in a sentence that the pinned Node is missing", async () => {
  const { code, stderr } = await outcome(start());
  expect(code).toBe(69);
  expect(stderr).toMatch(/^paxoslab: it needs Node 99 and this is v\d+\.\d+\.\d+; .*run "npm ci" .*\.\n$/);
});

it("does not start itself for ever if the pinned Node is not what it says", async () => {
  await installNode(`exec "${process.execPath}" "$@"`);
  expect(await outcome(start())).toMatchObject({ code: 69 });
});
