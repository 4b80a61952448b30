import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { formatJson, planSweep } from "../../../src/experiments/index.ts";
import { fileOf, load, runSweep } from "../../../src/experiments/runner/index.ts";
import { program } from "./command.ts";

/** What a manifest has its machines do: each shard's script and environment, and how the results are merged. */
interface Dispatch {
  readonly shards: readonly Step[];
  readonly merge: string;
  /** There is a folder for the results before anything runs. */
  readonly hasVolume: boolean;
}

interface Step {
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
}

const read = async (name: string): Promise<string> =>
  readFile(new URL(`../../../docs/experiments/${name}`, import.meta.url), "utf8");

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** The command to merge by, as the comment at the head of a manifest gives it. */
function mergeIn(manifest: string): string {
  const [, command] = /^# +(paxoslab experiment merge .*)$/m.exec(manifest) ?? [];
  return `npx ${command}`;
}

interface IndexedJob {
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly template: { readonly spec: { readonly containers: readonly [Container] } };
  };
}

interface Container {
  readonly command: readonly [string, string, string];
  readonly env: readonly { readonly name: string; readonly value: string }[];
}

async function kubernetes(): Promise<Dispatch> {
  const manifest = await read("kubernetes-indexed-job.yaml");
  const { spec } = parse(manifest) as IndexedJob;
  const [{ command, env }] = spec.template.spec.containers;
  expect(spec.completionMode).toBe("Indexed");
  expect(command.slice(0, 2)).toEqual(["sh", "-c"]);
  const own = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  const shards = upTo(spec.completions).map((index) => {
    return { script: command[2], env: { ...own, JOB_COMPLETION_INDEX: `${index}` } };
  });
  return { shards, merge: mergeIn(manifest), hasVolume: true };
}

async function slurm(): Promise<Dispatch> {
  const script = await read("slurm-array.sbatch");
  const option = (name: string): string =>
    new RegExp(`^#SBATCH --${name}=(.*)$`, "m").exec(script)?.[1] ?? "";
  const [first, last] = option("array").split("-").map(Number);
  expect(first).toBe(0);
  const count = last! + 1;
  const shards = upTo(count).map((index) => ({
    script,
    env: {
      SLURM_ARRAY_TASK_ID: `${index}`,
      SLURM_ARRAY_TASK_COUNT: `${count}`,
      SLURM_CPUS_PER_TASK: option("cpus-per-task"),
    },
  }));
  return { shards, merge: mergeIn(script), hasVolume: false };
}

interface Workflow {
  readonly jobs: Readonly<Record<"shard" | "merge", Job>>;
}

interface Job {
  readonly strategy: { readonly matrix: { readonly shard: readonly number[] } };
  readonly steps: readonly { readonly run?: string }[];
}

async function github(): Promise<Dispatch> {
  const { jobs } = parse(await read("github-matrix.yml")) as Workflow;
  // All that its steps run but the installation.
  const scriptOf = ({ steps }: Job): string =>
    steps.flatMap(({ run }) => (run === undefined || run === "npm ci" ? [] : run)).join("\n");
  const { shard: indices } = jobs.shard.strategy.matrix;
  const shards = indices.map((index) => ({
    script: scriptOf(jobs.shard)
      .replaceAll("${{ matrix.shard }}", `${index}`)
      .replaceAll("${{ strategy.job-total }}", `${indices.length}`),
  }));
  return { shards, merge: scriptOf(jobs.merge), hasVolume: false };
}

let folder = "";
let expected = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "manifests-"));
  // `npx paxoslab` as on a machine where this package is installed.
  await mkdir(join(folder, "bin"));
  await writeFile(
    join(folder, "bin/npx"),
    `#!/bin/sh\nshift\nexec "${process.execPath}" "${program}" "$@"\n`,
  );
  await chmod(join(folder, "bin/npx"), 0o755);
  const file = fileOf("quorum-latency");
  const plan = planSweep(await load(file), { seeds: 2 });
  expected = formatJson((await runSweep({ plan, file, jobs: 1, cacheFolder: null })).sweep);
});
afterAll(async () => rm(folder, { recursive: true }));

describe.each([
  ["a Kubernetes Indexed Job", kubernetes],
  ["a Slurm array", slurm],
  ["a matrix of GitHub Actions", github],
])("%s, its shards run one after the other and merged", (name, dispatchOf) => {
  it("gives the file of the sweep in one piece", async () => {
    const cwd = join(folder, name.replaceAll(" ", "-"));
    await mkdir(cwd);
    const { shards, merge, hasVolume } = await dispatchOf();
    if (hasVolume) await mkdir(join(cwd, "results"));
    expect(shards.length).toBeGreaterThan(1);
    for (const { script, env = {} } of [...shards, { script: merge }]) {
      // Smaller than the example, and in a folder of our own instead of the volume.
      const here = script
        .replace("--seeds 1000", "--seeds 2")
        .replaceAll(/(?<=[ "])\/results\//g, "results/");
      await promisify(execFile)("bash", ["-c", here], {
        cwd,
        env: {
          ...process.env,
          ...env,
          PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"]}`,
          XDG_CACHE_HOME: folder,
        },
      });
    }
    expect(await readFile(join(cwd, "results/quorum-latency.json"), "utf8")).toBe(expected);
  });
});
