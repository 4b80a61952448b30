import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { readNotebook } from "../../../src/notebook/index.ts";
import { typed } from "../typed.ts";
import { paxoslab } from "./cli.ts";

Object.assign(process.env, typed);

const folder = fileURLToPath(new URL("../../../notebooks", import.meta.url));
const lessons = (await readdir(folder)).filter((name) => name.endsWith(".ipynb")).toSorted();

it("there are lessons", () => expect(lessons).toContain("01-bmc-meeting.ipynb"));

/** A lesson keeps to what our kernel and stock tslab have in common. */
describe.each(["paxoslab", "tslab"])("every lesson runs to its end in the kernel %s", (kernel) => {
  it.each(lessons)("%s", { timeout: 120_000 }, async (lesson) => {
    const out = await mkdtemp(join(tmpdir(), "paxoslab-lessons-"));
    onTestFinished(async () => rm(out, { recursive: true }));
    const run = await paxoslab("run", join(folder, lesson), "--kernel", kernel, "--out", out);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const { cells } = await readNotebook(join(out, lesson));
    const counts = cells.flatMap((cell) => (cell.cell_type === "code" ? [cell.execution_count] : []));
    expect(counts).not.toContain(null);
  });
});
