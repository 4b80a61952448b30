import { appendFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { History } from "../../../../src/kernel/host/history/history.ts";
import { SessionFiles, type Limits } from "../../../../src/kernel/host/history/session-files.ts";

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "history-"));
  onTestFinished(async () => rm(folder, { recursive: true }));
  return folder;
}

const roomy: Limits = { size: 1_000_000, sessions: 100 };

function openIn(folder: string, problems: string[] = [], limits = roomy): History {
  return new History({ files: new SessionFiles(folder, limits), log: (problem) => problems.push(problem) });
}

/** A kernel that lives for these cells and ends. */
async function session(folder: string, inputs: readonly string[], limits = roomy): Promise<void> {
  const history = openIn(folder, [], limits);
  for (const [index, input] of inputs.entries()) history.begin(index + 1, input);
  await history.close();
}

const inputs = async (found: ReturnType<History["tail"]>): Promise<readonly string[]> =>
  (await found).map(({ session, line, input }) => `${session}/${line} ${input}`);

it("outlives the kernel, session by session", async () => {
  const folder = await newFolder();
  await session(folder, ["a", "b"]);
  await session(folder, ["c"]);
  const history = openIn(folder);
  expect(await inputs(history.tail(2))).toEqual(["1/2 b", "2/1 c"]);
  history.begin(1, "d");
  history.end(1, "'result'");
  expect(await inputs(history.tail(10))).toEqual(["1/1 a", "1/2 b", "2/1 c", "3/1 d"]);
  expect(await history.range({ session: 0, start: 1, stop: undefined })).toEqual([
    { session: 3, line: 1, input: "d", output: "'result'" },
  ]);
  expect(await inputs(history.range({ session: -2, start: 1, stop: 2 }))).toEqual(["1/1 a"]);
  expect(await inputs(history.range({ session: 2, start: 0, stop: 9 }))).toEqual(["2/1 c"]);
  expect(await inputs(history.range({ session: 77, start: 0, stop: 9 }))).toEqual([]);
  await history.close();
});

it("is searched from the newest on, without repetitions if so wished", async () => {
  const folder = await newFolder();
  await session(folder, ["x = 1", "y = 1", "x = 2"]);
  await session(folder, ["x = 1"]);
  const history = openIn(folder);
  const search = { pattern: "x*", count: undefined, unique: false };
  expect(await inputs(history.search(search))).toEqual(["1/1 x = 1", "1/3 x = 2", "2/1 x = 1"]);
  expect(await inputs(history.search({ ...search, unique: true }))).toEqual(["1/3 x = 2", "2/1 x = 1"]);
  expect(await inputs(history.search({ ...search, count: 1 }))).toEqual(["2/1 x = 1"]);
});

it("kernels that run at once take different numbers and lose nothing", async () => {
  const folder = await newFolder();
  const kernels = Array.from({ length: 8 }, () => openIn(folder));
  for (const kernel of kernels) for (let line = 1; line <= 20; line++) kernel.begin(line, "same");
  const all = await Promise.all(
    kernels.map(async (kernel) => kernel.range({ session: 0, start: 1, stop: 21 })),
  );
  await Promise.all(kernels.map(async (kernel) => kernel.close()));
  expect(new Set(all.map((entries) => entries[0]?.session)).size).toBe(8);
  expect(await openIn(folder).tail(1_000)).toHaveLength(160);
});

it("half a line that a killed kernel has left harms nobody", async () => {
  const folder = await newFolder();
  await session(folder, ["a"]);
  await appendFile(join(folder, "1.jsonl"), `{"line":2,"inp`);
  await writeFile(join(folder, "notes.txt"), "not ours");
  expect(await inputs(openIn(folder).tail(5))).toEqual(["1/1 a"]);
});

it("the oldest sessions go when there is too much", async () => {
  const folder = await newFolder();
  const small = { size: 100, sessions: 3 };
  for (let count = 0; count < 5; count++) await session(folder, ["x"], small);
  expect((await readdir(folder)).toSorted()).toEqual(["2.jsonl", "3.jsonl", "4.jsonl", "5.jsonl"]);
  await session(folder, ["x".repeat(200)], small);
  await session(folder, ["y"], small);
  expect(await readdir(folder)).toEqual(["7.jsonl"]);
});

it("a folder that cannot be written is told of once, and history goes on in memory", async () => {
  const folder = await newFolder();
  const file = join(folder, "file");
  await writeFile(file, "");
  const problems: string[] = [];
  const history = openIn(join(file, "below"), problems);
  history.begin(1, "a");
  history.begin(2, "b");
  expect(await inputs(history.tail(5))).toEqual(["1/1 a", "1/2 b"]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^History is not kept beyond this session: ENOTDIR/);
});
