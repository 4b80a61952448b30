import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { addGradeCommand } from "../../src/cli/grade.ts";
import { formats, usualLimits } from "../../src/grader/index.ts";

const page = await readFile(new URL("../../docs/grading.md", import.meta.url), "utf8");

const program = new Command();
addGradeCommand(program);
const options = program.commands[0]!.options.map(({ long }) => long);

describe("docs/grading.md", () => {
  it("names every option there is, and no other", () => {
    const named = [...page.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option);
    expect(new Set(named)).toEqual(new Set(options));
  });

  it("tells the limits", () => {
    const { call, whole } = usualLimits;
    expect(page).toContain(`${call / 1_000} seconds for an answer, ${whole / 1_000} seconds for everything`);
  });

  it("tells every format", () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(new Set(rows)).toEqual(new Set(formats));
  });
});
