#!/usr/bin/env node
/**
 * The first lines of `paxoslab` that run, on whatever Node the machine has: under another Node than the one
 * this package pins, it starts itself again on the pinned one. Only syntax and modules of Node 18 here.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** Set for the process started on the pinned Node, so that a wrong binary there cannot start itself for ever. */
const guard = "PAXOSLAB_ON_PINNED_NODE";

const pinned = pinnedVersion();

if (major(process.versions.node) === major(pinned)) {
  const { main } = await import("./main.ts");
  await main(process.argv.slice(2));
} else {
  startAgain();
}

function pinnedVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return manifest.dependencies.node;
}

function major(version: string): number {
  return Number.parseInt(version, 10);
}

function startAgain(): void {
  const node = process.env[guard] === undefined ? pinnedNode() : undefined;
  if (node === undefined) return reportNoNode();
  // Listening comes first: the child may be running before spawn returns.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // Ctrl-C in a terminal already reaches every process of the foreground group.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, [guard]: "1" },
  });
  child.on("error", reportNoNode);
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}

function pinnedNode(): string | undefined {
  try {
    const manifest = require.resolve("node/package.json");
    return join(dirname(manifest), require(manifest).bin.node);
  } catch {
    return undefined;
  }
}

function reportNoNode(): void {
  process.stderr.write(
    `paxoslab: it needs Node ${major(pinned)} and this is ${process.version}; ` +
      `its own copy (the npm package "node") is not installed here: run "npm ci" without --ignore-scripts.\n`,
  );
  process.exitCode = 69;
}
