import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatJson, mergeShards, planSweep, type SweepOptions } from "../../../src/experiments/index.ts";
import { load, runSweep, type RunSweep, type Swept } from "../../../src/experiments/runner/index.ts";
import { Counted } from "./counted.ts";

let counted: Counted;
beforeEach(async () => {
  counted = await Counted.create();
});
afterEach(async () => counted.remove());

async function sweep(options: SweepOptions = {}, task: Partial<RunSweep> = {}): Promise<Swept> {
  const { file } = counted;
  // The module as it is now: a second import of the same address would be the first one again.
  const plan = planSweep(await load(file), options);
  return runSweep({ plan, file, jobs: 1, cacheFolder: null, ...task });
}

const cacheFolder = (): string => join(counted.folder, "cache");

describe("a sweep of 200 runs", () => {
  it("is the same byte for byte with one thread, with two, and from four shards", async () => {
    const [one, two] = [await sweep({}, { jobs: 1 }), await sweep({}, { jobs: 2 })];
    expect(formatJson(two.sweep)).toBe(formatJson(one.sweep));
    const shards = [];
    for (const index of [3, 1, 0, 2]) {
      const { sweep: part } = await sweep({ shard: { index, count: 4 } });
      expect(part.runs).toHaveLength(50);
      shards.push({ name: `${index}`, sweep: part });
    }
    expect(formatJson(mergeShards(shards))).toBe(formatJson(one.sweep));
    expect(one.sweep.runs).toHaveLength(200);
    expect(await counted.takeRuns()).toHaveLength(600);
  });

  it("stopped half way, goes on where it was: each run is done once", async () => {
    const stop = new AbortController();
    const onProgress = ({ computed }: { readonly computed: number }): void => {
      if (computed === 100) stop.abort();
    };
    const half = await sweep({}, { jobs: 2, cacheFolder: cacheFolder(), stop: stop.signal, onProgress });
    expect(half.sweep.missing).toBe(200 - half.computed);
    // The run that the other thread had under way came to its end.
    expect(half.computed).toBeLessThanOrEqual(101);

    const rest = await sweep({}, { cacheFolder: cacheFolder() });
    expect(rest.known).toBe(half.computed);
    expect(rest.computed).toBe(200 - half.computed);
    const runs = await counted.takeRuns();
    expect([runs.length, new Set(runs).size]).toEqual([200, 200]);
    expect(formatJson(rest.sweep)).toBe(formatJson((await sweep()).sweep));
  });
});

describe("what was measured before", () => {
  const cached = async (options: SweepOptions = {}): Promise<Swept> =>
    sweep({ seeds: 5, ...options }, { cacheFolder: cacheFolder() });

  it("serves other sweeps too: more seeds and values cost only the new ones", async () => {
    expect(await cached()).toMatchObject({ known: 0, computed: 20 });
    expect(await cached({ seeds: 6 })).toMatchObject({ known: 20, computed: 4 });
    expect(await cached({ set: { base: [0.2, 9] } })).toMatchObject({ known: 5, computed: 5 });
    expect(await cached({ shard: { index: 1, count: 2 } })).toMatchObject({ known: 10, computed: 0 });
  });

  it("loses no more than the line that a crash cut off", async () => {
    const first = await cached();
    const [folder] = await readdir(cacheFolder());
    const [file] = await readdir(join(cacheFolder(), folder!));
    const path = join(cacheFolder(), folder!, file!);
    const text = await readFile(path, "utf8");
    await writeFile(path, text.slice(0, -10));
    await appendFile(join(cacheFolder(), folder!, "other.jsonl"), '\u0000\u0000{"key":7}\nnull\n');
    const second = await cached();
    expect(second).toMatchObject({ known: 19, computed: 1 });
    expect(formatJson(second.sweep)).toBe(formatJson(first.sweep));
  });

  it("is of no use once the code has changed, be it only in a module that it imports", async () => {
    const before = await cached();
    await writeFile(join(counted.folder, "factor.ts"), "export const factor = 4;\n");
    const after = await cached();
    expect(after).toMatchObject({ known: 0, computed: 20 });
    expect(after.sweep.code?.sha256).not.toBe(before.sweep.code?.sha256);
    expect(after.sweep.runs[0]).toMatchObject({ measures: { product: 0.1 * 4 } });
  });
});

describe("a run that goes wrong", () => {
  it("is told with its parameters and seed, and not kept; the others go on", async () => {
    await counted.write(
      'if (base === 0.2 && seed === 2) throw new Error("no luck"); return { product: 1, odd: 1 };',
    );
    const first = await sweep({ seeds: 3 }, { cacheFolder: cacheFolder() });
    const failed = first.sweep.runs.filter((run) => "error" in run);
    expect(failed).toEqual([{ parameters: { base: 0.2 }, seed: 2, error: "Error: no luck" }]);
    expect(first.sweep.missing).toBe(0);
    expect(await sweep({ seeds: 3 }, { cacheFolder: cacheFolder() })).toMatchObject({
      known: 11,
      computed: 1,
    });
  });

  it("may take its thread with it: another one goes on", async () => {
    await counted.write("if (seed === 2) process.exit(3); return { product: 1, odd: 1 };");
    const { sweep: result } = await sweep({ seeds: 3, set: { base: [1, 2] } });
    expect(result.runs.map((run) => ("error" in run ? run.error : "done"))).toEqual([
      "done",
      "The thread died of the run: it ended itself.",
      "done",
      "done",
      "The thread died of the run: it ended itself.",
      "done",
    ]);
  });

  it("may never end: nobody has to wait for it", async () => {
    await counted.write("if (seed === 2) for (;;); return { product: 1, odd: 1 };");
    const kill = new AbortController();
    const onProgress = ({ computed }: { readonly computed: number }): void => {
      if (computed === 2) setTimeout(() => kill.abort(), 20);
    };
    const { sweep: result } = await sweep(
      { seeds: 2, set: { base: [1, 2] } },
      { jobs: 2, kill: kill.signal, onProgress },
    );
    expect(result.missing).toBe(2);
    expect(result.runs.map(({ seed }) => seed)).toEqual([1, 1]);
  });
});
