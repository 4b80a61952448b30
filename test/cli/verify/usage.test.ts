import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

const nowhere = join(import.meta.dirname, "nowhere");

it.each([
  [["single-decree", "--max-depth", "0"], 2, "Give a whole number from 1, for example 3."],
  [["single-decree", "--max-states", "0"], 2, "Give a whole number from 1, for example 3."],
  [["single-decree", "--random", "0"], 2, "Give a whole number from 1, for example 3."],
  [["raft", "--model", "zab"], 2, "raft and --model zab are two models: name one."],
  [
    ["raft", "--save", `${nowhere}/run.json`],
    4,
    `${nowhere}/run.json cannot be written: the folder ${nowhere} is not there, or not yours to write to.`,
  ],
  [["raft", "--test", import.meta.dirname], 4, `${import.meta.dirname} cannot be written: it is a folder.`],
  [["--replay", `${nowhere}.json`], 4, `${nowhere}.json cannot be read: there is no such file or folder.`],
])("%j is answered in a sentence before anything is searched", async (args, code, sentence) => {
  let err = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += String(text);
    return true;
  });
  await main(["verify", ...args]);
  expect(err).toMatch(/^paxoslab: .*\n$/);
  expect(err).toContain(sentence);
  expect(process.exitCode).toBe(code);
});
