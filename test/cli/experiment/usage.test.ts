import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";

/** The command in this process: it fails before it starts a thread. */
async function complaintOf(
  args: readonly string[],
): Promise<{ readonly err: string; readonly code: unknown }> {
  let err = "";
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += String(text);
    return true;
  });
  try {
    await main(["experiment", ...args]);
    return { err, code: process.exitCode };
  } finally {
    spy.mockRestore();
    process.exitCode = 0;
  }
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "experiment-"));
  await writeFile(join(folder, "none.ts"), "export default 7;");
  await writeFile(join(folder, "none.json"), "{}");
});
afterAll(async () => rm(folder, { recursive: true }));

it("without a name, the command lists our experiments with their questions", async () => {
  const spy = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const { code } = await complaintOf([]);
  const [[text]] = spy.mock.calls as unknown as [[string]];
  spy.mockRestore();
  expect(text).toMatch(/leader-crash +How long does nobody get an answer/);
  expect(code).toBe(0);
});

describe("bad usage: exit code 2 and a sentence", () => {
  it.each([
    [["nope"], "There is no experiment called nope; there are batch-size, pipeline-window"],
    [["--seeds", "3"], "Name an experiment to run with these options."],
    [
      ["quorum-latency", "--set", "head=3"],
      "quorum-latency has no parameter head; its parameters: nodes, phase2, jitter.",
    ],
    [["quorum-latency", "--set", "phase2=9"], "quorum-latency cannot run like this: phase2 must be"],
    [["quorum-latency", "--set", "phase2=few"], 'The parameter phase2 takes numbers, such as 1; got "few".'],
    [["quorum-latency", "--set", "phase2="], 'The parameter phase2 takes numbers, such as 1; got "".'],
    [["quorum-latency", "--set", "phase2"], "Give a parameter and its values, for example nodes=3,5."],
    [["quorum-latency", "--set", "phase2=1", "--set", "phase2=2"], "phase2 is set twice"],
    [["quorum-latency", "--seeds", "0"], "A sweep needs at least 1 seed for each point; got 0."],
    [["quorum-latency", "--seeds", "many"], "Give a whole number, for example 3."],
    [["quorum-latency", "--jobs", "0"], "Give a number from 1 to 1024."],
    [
      ["quorum-latency", "--shard", "4/4"],
      "There is no shard 4/4: shards count from 0, so of 4 they are 0/4 to 3/4.",
    ],
    [["quorum-latency", "--shard", "first"], "Give a part and how many there are, for example 0/4"],
    [["quorum-latency", "--format", "xml"], "Allowed choices are json, csv."],
    [["quorum-latency", "--figure", "a.pdf"], "--figure writes a page: name it *.html; got a.pdf."],
    [["merge"], "missing required argument 'file'"],
  ])("%j", async (args, sentence) => {
    const { err, code } = await complaintOf(args);
    expect(err).toContain(sentence);
    expect(err).toMatch(/^paxoslab: .*\n$/);
    expect(code).toBe(2);
  });
});

describe("a file that is missing or not what it should be: exit code 4 and a sentence", () => {
  it.each([
    [["FOLDER/missing.ts"], "There is no file FOLDER/missing.ts."],
    [["FOLDER/none.ts"], "FOLDER/none.ts exports no experiment: An experiment is an object"],
    [
      ["merge", "FOLDER/missing.json"],
      "FOLDER/missing.json cannot be read: there is no such file or folder.",
    ],
    [
      ["merge", "FOLDER/none.json"],
      "FOLDER/none.json is no result of an experiment: it does not say that its format",
    ],
    [
      ["quorum-latency", "--out", "FOLDER/nowhere/a.json"],
      "FOLDER/nowhere/a.json cannot be written: the folder FOLDER/nowhere is not there, or not yours",
    ],
    [["quorum-latency", "--out", "FOLDER"], "FOLDER cannot be written: it is a folder."],
    [["quorum-latency", "--cache", "FOLDER/none.json"], "paxoslab: The cache cannot be used: ENOTDIR"],
  ])("%j", async (args, sentence) => {
    const { err, code } = await complaintOf(args.map((arg) => arg.replace("FOLDER", folder)));
    expect(err).toContain(sentence.replaceAll("FOLDER", folder));
    expect(code).toBe(4);
  });
});
