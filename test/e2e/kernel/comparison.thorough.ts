import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { groups } from "../../../bench/comparison/groups.ts";
import { cell, granted, readTable } from "../../../bench/comparison/page.ts";
import { observeAll } from "../../../bench/comparison/program.ts";
import { ours, tslab } from "../../../bench/kernel/peers.ts";
import { ownSpec } from "../../../src/kernel/client/index.ts";
import { typed } from "../typed.ts";

const table = readTable(await readFile(new URL("../../../docs/kernel.md", import.meta.url), "utf8"));
const programs = groups.flatMap((group) => group.programs);

/** What the page says of one kernel, by wish. */
function column(nth: number): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(programs.map(({ wish }) => [wish, table.get(wish)?.[nth]]));
}

/** If these fail because a kernel has changed: `npm run build && npm run compare`. */
describe.concurrent("docs/kernel.md tells the truth", { timeout: 120_000 }, () => {
  it("of our kernel: what it promises holds", async () => {
    const observations = await observeAll({ ...ours(), spec: { ...ownSpec(), env: typed } }, programs);
    const promised = programs.filter(({ wish }) => table.get(wish)?.[0] === granted);
    expect(promised.length).toBeGreaterThan(0);
    const broken = promised.filter((program) => cell(program, observations) !== granted);
    expect(broken.map(({ wish }) => `${wish}: ${observations.get(wish)}`)).toEqual([]);
  });

  it("of stock tslab, word for word", async () => {
    const observations = await observeAll(await tslab(), programs);
    const seen = Object.fromEntries(programs.map((program) => [program.wish, cell(program, observations)]));
    expect(seen).toEqual(column(1));
  });
});
