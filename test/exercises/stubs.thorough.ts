import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { root, slugs } from "./slugs.ts";

/** The part of vitest's JSON report that we read. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

describe("the stubs", () => {
  let report: Report;

  beforeAll(async () => {
    report = await runVisibleTests();
  }, 60_000);

  it.each(slugs)("%s fails its own test, in words", (slug) => {
    const file = report.testResults.find(({ name }) => name.endsWith(`/${slug}.test.ts`));
    const failed = file?.assertionResults.filter(({ status }) => status === "failed") ?? [];
    expect(failed.length, "a learner who has written nothing must not pass").toBeGreaterThan(0);
    for (const { title, failureMessages } of failed) {
      expect(failureMessages.join("\n"), title).toMatch(/^(Assertion)?Error: .*[a-z]+ [a-z]+ [a-z]+/);
    }
  });
});

/**
 * What a learner's first run of the visible tests reports. Each file in full, because the filter
 * "exercises" would match this very file too, and it would run itself for ever.
 */
async function runVisibleTests(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), "paxoslab-stubs-"));
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const files = slugs.map((slug) => `exercises/${slug}/${slug}.test.ts`);
  const output = join(folder, "report.json");
  try {
    const run = promisify(execFile)(
      process.execPath,
      [vitest, "run", ...files, "--reporter=json", `--outputFile=${output}`, "--mode=test"],
      { cwd: root, env: { ...process.env, NO_COLOR: "1" }, timeout: 50_000 },
    );
    await expect(run, "stubs fail, and so does the run").rejects.toMatchObject({ code: 1 });
    return JSON.parse(await readFile(output, "utf8")) as Report;
  } finally {
    await rm(folder, { recursive: true });
  }
}
