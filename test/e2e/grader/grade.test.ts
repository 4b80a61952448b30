import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parseReport, type ClassReport } from "../../../src/grader/index.ts";
import { whyNoBubblewrap } from "../../grader/bubblewrap.ts";
import { paxoslab, start, type Outcome } from "../run/cli.ts";
import { crooked, fromCourse, newClass, newFolder } from "./class.ts";

const program = fromCourse("src/cli/bin.ts");

/** The real command, over a folder of submissions, in real sandboxes. */
describe.skipIf(whyNoBubblewrap() !== undefined)("paxoslab grade", () => {
  let submissions: string;
  let out: string;
  beforeAll(async () => {
    submissions = await newClass();
    out = await newFolder();
    // Who is killed cannot clean up: let it lie where it is found again.
    vi.stubEnv("TMPDIR", out);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(submissions, { recursive: true, force: true });
    await rm(out, { recursive: true, force: true });
  });

  const command = (name: string, ...more: readonly string[]): readonly string[] => [
    "grade",
    submissions,
    "--exercise",
    "ballots",
    "--seed",
    "7",
    "--format",
    "json",
    "--out",
    join(out, name),
    ...more,
  ];
  const grade = (name: string, ...more: readonly string[]): Promise<Outcome> =>
    paxoslab(...command(name, ...more));
  const written = async (name: string): Promise<ClassReport> =>
    parseReport(await readFile(join(out, name), "utf8"), name);
  const ledger = (name: string): string => join(out, `${name}.ledger.jsonl`);
  const linesIn = (name: string): readonly string[] =>
    existsSync(ledger(name)) ? readFileSync(ledger(name), "utf8").split("\n").slice(0, -1) : [];

  /** Sends the signal as soon as somebody is judged. On a machine that is busy elsewhere it may come too late: once more. */
  async function interrupted(name: string, signal: NodeJS.Signals): Promise<Outcome> {
    for (;;) {
      const { process, outcome } = start(...command(name, "--jobs", "1"));
      const isGoing = (): boolean => process.exitCode === null;
      // The first line is the seed's.
      while (isGoing() && linesIn(name).length < 3) await setTimeout(2);
      process.kill(signal);
      const ended = await outcome;
      if (ended.code !== 0) return ended;
      await rm(join(out, name));
    }
  }

  it("writes the same report, byte for byte, with 1 and with 2 jobs", async () => {
    const [{ stderr }] = await Promise.all([
      grade("one.json", "--jobs", "1"),
      grade("two.json", "--jobs", "2"),
    ]);
    expect(stderr).toContain(`Wrote ${join(out, "one.json")}\n`);
    const one = await readFile(join(out, "one.json"), "utf8");
    expect(await readFile(join(out, "two.json"), "utf8")).toBe(one);
    expect(existsSync(ledger("one.json"))).toBe(false);
    const { grades } = await written("one.json");
    expect(grades.map(({ student, result }) => [student, result.kind])).toEqual(
      expect.arrayContaining([
        ["Asha", "judged"],
        ["Chandra", "judged"],
        ["Damaged", "not readable"],
        ["Nobody", "not handed in"],
        [crooked.replace("\n", "\uFFFD"), "judged"],
      ]),
    );
  });

  it("killed half way and started again, loses nothing, doubles nothing, and judges nobody twice", async () => {
    await interrupted("killed.json", "SIGKILL");
    expect(existsSync(join(out, "killed.json"))).toBe(false);
    // If the marks that are there are marked, the mark tells who was not judged again.
    const lines = linesIn("killed.json");
    const marked = lines.map((line) => line.replace(/"questions":\d+/, '"questions":12345'));
    await writeFile(ledger("killed.json"), `${marked.join("\n")}\n["cut of`);
    const { code, stderr } = await grade("killed.json");
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("going on where") });
    const again = await written("killed.json");
    const kept = again.grades.filter(
      ({ result }) => result.kind === "judged" && result.verdict.questions === 12345,
    );
    expect(kept).toHaveLength(lines.length - 1);
    const unmarked = (report: ClassReport): string =>
      JSON.stringify(report).replace(/"questions":\d+/g, '"questions":0');
    expect(unmarked(again)).toBe(unmarked(await written("one.json")));
    expect(existsSync(ledger("killed.json"))).toBe(false);
  });

  it("interrupted, ends with 130 and keeps what was done", async () => {
    const { code, stderr } = await interrupted("stopped.json", "SIGINT");
    expect(stderr).toContain("started again with --out");
    expect(code).toBe(130);
    expect(existsSync(join(out, "stopped.json"))).toBe(false);
    expect(linesIn("stopped.json").length).toBeGreaterThanOrEqual(3);
  });

  it("refuses where submissions cannot be locked up well, and says what to do", () => {
    const { status, stderr } = spawnSync(process.execPath, [program, "grade", submissions], {
      encoding: "utf8",
      env: { PATH: "/nowhere" },
    });
    expect(stderr).toMatch(/paxoslab doctor says what is missing.*--allow-weak-isolation/);
    expect(status).toBe(4);
  });
});
