import { readFile, writeFile } from "node:fs/promises";
import { deno, ours, tslab } from "../kernel/peers.ts";
import { groups } from "./groups.ts";
import { cell, granted, withTable, type Column } from "./page.ts";
import { observeAll } from "./program.ts";

/** `npm run compare`: puts the three kernels to every program and writes what was seen into docs/kernel.md. */
const page = new URL("../../docs/kernel.md", import.meta.url);
const programs = groups.flatMap((group) => group.programs);
const columns: Column[] = [];
for (const peer of [ours(), await tslab(), deno()]) {
  const observations = await observeAll(peer, programs);
  columns.push({ title: `${peer.name} ${peer.version}`, observations });
  const count = programs.filter((program) => cell(program, observations) === granted).length;
  console.log(`${peer.name}: ${count} of ${programs.length} wishes granted`);
}
const about = `Seen on ${new Date().toISOString().slice(0, 10)}, on Node ${process.versions.node}.`;
await writeFile(page, withTable(await readFile(page, "utf8"), about, columns, groups));
