import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { experimentExitCode } from "../../src/cli/experiment.ts";
import { sweepHere } from "../../src/experiments/index.ts";
import { load } from "../../src/experiments/runner/index.ts";

const page = await readFile(new URL("../../docs/experiments.md", import.meta.url), "utf8");

it("the example of docs/experiments.md is an experiment, and answers its question", async () => {
  const blocks = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  const code = blocks.find((code) => code?.includes("export default"));
  const sources = fileURLToPath(new URL("../../src", import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "experiments-page-"));
  const file = join(folder, "duel.ts");
  await writeFile(
    file,
    code!.replaceAll(/"paxoslab\/(.*)"/g, (_, part) => `"${sources}/${part}/index.ts"`),
  );
  const duel = await load(file);
  await rm(folder, { recursive: true });
  const { summary } = sweepHere(duel, { seeds: 100, set: { nodes: [5], head: [5, 50] } });
  const [soon, later] = summary.map(({ measures }) => measures["decided"]!.mean!);
  expect(later!.high).toBeLessThan(soon!.low!);
});

it("docs/experiments.md names the exit codes that there are", () => {
  const { ok, runFailed, badUsage, file, interrupted } = experimentExitCode;
  expect(page).toContain(
    `${ok} every run was done; ${runFailed} runs failed; ${badUsage} bad usage; ${file} a file is missing, ` +
      `cannot be written or is not what it should be; ${interrupted} interrupted`,
  );
});
