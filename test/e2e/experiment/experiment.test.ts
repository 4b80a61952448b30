import { readdirSync, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatJson, planSweep } from "../../../src/experiments/index.ts";
import { load, runSweep } from "../../../src/experiments/runner/index.ts";
import { Counted } from "../../experiments/runner/counted.ts";
import { run } from "./command.ts";

describe.each([
  { signal: "SIGKILL", killed: null },
  { signal: "SIGINT", killed: 130 },
] as const)("a sweep of 200 runs, ended half way by $signal", ({ signal, killed }) => {
  let counted: Counted;
  beforeAll(async () => {
    counted = await Counted.create();
    // Runs of some milliseconds, so that there is a middle.
    await counted.write(
      "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2); return { product: base * seed, odd: null };",
    );
  });
  afterAll(async () => counted.remove());

  it("goes on where it was, and computes nothing twice that was known", async () => {
    const { folder } = counted;
    const args = ["counted.ts", "--jobs", "2", "--cache", "cache"];
    const first = await run(folder, [...args, "--out", "half.json"], (pid) => {
      const poll = setInterval(() => {
        if (linesIn(join(folder, "cache")) < 50) return;
        clearInterval(poll);
        process.kill(pid, signal);
      }, 1);
    });
    expect(first.code).toBe(killed);
    const known = linesIn(join(folder, "cache"));
    expect(known).toBeGreaterThanOrEqual(50);
    expect(known).toBeLessThan(200);
    const begun = await counted.takeRuns();
    if (signal === "SIGINT") {
      expect(begun).toHaveLength(known);
      expect(first.err).toContain(`Runs: ${known} computed, ${200 - known} not done.`);
      expect(first.err).toContain("Interrupted. The same command goes on from here.");
      expect(JSON.parse(await readFile(join(folder, "half.json"), "utf8"))).toMatchObject({
        missing: 200 - known,
      });
    } else {
      // Of what the two threads had under way, nothing is known.
      expect(begun.length - known).toBeLessThanOrEqual(3);
      await expect(stat(join(folder, "half.json"))).rejects.toThrow("ENOENT");
    }

    const task = { plan: planSweep(await load(counted.file)), file: counted.file, jobs: 2 };
    const second = await runSweep({ ...task, cacheFolder: join(folder, "cache") });
    expect(second).toMatchObject({ known, computed: 200 - known });
    expect(await counted.takeRuns()).toHaveLength(200 - known);
    const atOnce = await runSweep({ ...task, cacheFolder: null });
    expect(formatJson(second.sweep)).toBe(formatJson(atOnce.sweep));
  });
});

/** How many results are kept in a cache. */
function linesIn(cache: string): number {
  try {
    return readdirSync(cache, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".jsonl"))
      .map((name) => readFileSync(join(cache, name), "utf8").split("\n").length - 1)
      .reduce((sum, count) => sum + count, 0);
  } catch {
    return 0; // It is not there yet.
  }
}

describe("paxoslab experiment", () => {
  let counted: Counted;
  beforeAll(async () => {
    counted = await Counted.create();
  });
  afterAll(async () => counted.remove());

  it("tells of a run that failed, and how to see it again; what it prints is no part of the result", async () => {
    await counted.write(
      'console.log("noise"); if (seed === 2) throw new Error("no luck"); return { product: 1, odd: null };',
    );
    const args = ["counted.ts", "--set", "base=0.2", "--seeds", "3", "--no-cache", "--format", "csv"];
    const { out, err, code } = await run(counted.folder, args);
    expect(out).toBe("base,seed,product,odd,error\n0.2,1,1,,\n0.2,2,,,Error: no luck\n0.2,3,1,,\n");
    expect(err).toContain(
      "Failed: Error: no luck\n    again: paxoslab experiment counted.ts --set base=0.2 --seeds 1 --first-seed 2\n",
    );
    expect(err).toContain("noise");
    expect(code).toBe(1);
  });
});
