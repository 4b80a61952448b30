import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { array, looseObject, optional, parse, string } from "valibot";
import { parse as parseYaml } from "yaml";
import { openPromise } from "yauzl";
import { whyNoBubblewrap } from "../../grader/bubblewrap.ts";
import { gradescopeResults } from "../../grader/published.ts";
import { init } from "../../../src/cli/grade/init.ts";
import { actions } from "../../../src/cli/grade/init/actions.ts";
import { fromCourse, newFolder } from "./class.ts";

const run = promisify(execFile);

let root: string;
/** The command as these tests run it, from the sources. */
let bin: string;

beforeAll(async () => {
  root = await newFolder();
  bin = join(root, "bin");
  await mkdir(bin);
  const command = `exec "${process.execPath}" "${fromCourse("src/cli/bin.ts")}" "$@"`;
  await writeFile(join(bin, "paxoslab"), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function unpack(archive: string, folder: string): Promise<readonly string[]> {
  const zip = await openPromise(archive);
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName);
    const place = join(folder, entry.fileName);
    await writeFile(place, await buffer(await zip.openReadStreamPromise(entry)));
    await chmod(place, (entry.externalFileAttributes >>> 16) & 0o777);
  }
  return names;
}

describe("paxoslab grade --init gradescope", () => {
  let made: string;
  let source: string;
  beforeAll(async () => {
    made = join(root, "gradescope");
    source = join(root, "source");
    await mkdir(source);
    await init("gradescope", [made], { format: "markdown", exercise: ["ballots", "quorum"] });
    expect(await unpack(join(made, "autograder.zip"), source)).toEqual([
      "setup.sh",
      "run_autograder",
      "paxoslab.tgz",
    ]);
  });

  it("packs this very package, and scripts that a shell can read", async () => {
    const { stdout } = await run("tar", ["-tzf", join(source, "paxoslab.tgz")], { maxBuffer: 2 ** 22 });
    expect(stdout.split("\n")).toContain("package/package.json");
    for (const script of ["setup.sh", "run_autograder"]) await run("bash", ["-n", join(source, script)]);
    expect((await stat(join(source, "run_autograder"))).mode & 0o111).toBe(0o111);
  });

  it("says in its README what the walls are there", async () => {
    expect(await readFile(join(made, "README.md"), "utf8")).toMatch(/bubblewrap.*cannot work[^]*QuickJS/);
  });

  /** As Gradescope does, in another folder than /autograder. */
  async function autograde(name: string, path = process.env["PATH"]): Promise<unknown> {
    const autograder = join(root, name);
    await run(join(source, "run_autograder"), {
      env: { PATH: path, AUTOGRADER: autograder, PAXOSLAB: join(bin, "paxoslab") },
    });
    return JSON.parse(await readFile(join(autograder, "results/results.json"), "utf8"));
  }

  it("gives a submission its score, in the interpreter too, where there is no bubblewrap", async () => {
    await mkdir(join(root, "ana/submission/homework"), { recursive: true });
    await cp(fromCourse("solutions/ballots/ballots.ts"), join(root, "ana/submission/homework/ballots.ts"));
    const tools = join(root, "tools");
    await mkdir(tools);
    for (const tool of ["bash", "dirname", "mkdir", "rm"])
      await run("ln", ["-s", (await run("which", [tool])).stdout.trim(), join(tools, tool)]);
    const results = parse(gradescopeResults, await autograde("ana", tools));
    const of = (prefix: string): number =>
      results.tests
        .filter(({ name }) => name.startsWith(prefix))
        .reduce((sum, { max_score }) => sum + max_score, 0);
    expect(results.score).toBe(of("ballots: "));
    expect(of("quorum: ")).toBeGreaterThan(0);
    expect(results.extra_data).toMatchObject({ paxoslab: { isolation: ["quickjs"] } });
  });

  it("gives nothing for nothing, and says so", async () => {
    await mkdir(join(root, "nobody/submission"), { recursive: true });
    const results = parse(gradescopeResults, await autograde("nobody"));
    expect(results).toMatchObject({ score: 0, output: expect.stringContaining("There is no ballots.ts.") });
  });

  it("writes over nothing", async () => {
    const again = init("gradescope", [made], { format: "markdown" });
    await expect(again).rejects.toMatchObject({
      exitCode: 3,
      message: `${join(made, "autograder.zip")} is there already: move it away, or name another folder.`,
    });
  });
});

const workflowSchema = looseObject({
  on: looseObject({}),
  env: looseObject({ SUBMISSIONS: string(), HOW: string(), EXERCISES: string() }),
  jobs: looseObject({
    grade: looseObject({
      "runs-on": string(),
      steps: array(
        looseObject({
          name: optional(string()),
          uses: optional(string()),
          run: optional(string()),
          env: optional(looseObject({})),
        }),
      ),
    }),
  }),
});

describe.skipIf(whyNoBubblewrap() !== undefined)("paxoslab grade --init actions", () => {
  it("writes a workflow whose steps grade the checkout and report", async () => {
    const checkout = join(root, "checkout");
    await mkdir(join(checkout, "exercises/ballots"), { recursive: true });
    await cp(fromCourse("exercises/ballots/ballots.ts"), join(checkout, "exercises/ballots/ballots.ts"));
    for (const { path, content } of actions.make(Buffer.from("the package, packed"), ["ballots"])) {
      await mkdir(dirname(join(checkout, path)), { recursive: true });
      await writeFile(join(checkout, path), content);
    }
    const text = await readFile(join(checkout, ".github/workflows/grade.yml"), "utf8");
    const workflow = parse(workflowSchema, parseYaml(text));
    const { steps } = workflow.jobs.grade;
    const install = steps.map((step) => step.run ?? "").join("\n");
    expect(install).toContain("install -y --no-install-recommends bubblewrap");
    expect(install).toContain("sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
    const [, tarball = ""] = /"\$GITHUB_WORKSPACE\/(\S+\.tgz)"/.exec(install) ?? [];
    expect(existsSync(join(checkout, tarball))).toBe(true);

    const temp = join(root, "runner");
    await mkdir(temp);
    const summary = join(root, "summary.md");
    const environment = {
      ...workflow.env,
      PATH: `${bin}${delimiter}${process.env["PATH"]}`,
      GITHUB_WORKSPACE: checkout,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
      SECRET: "kept by the course",
    };
    for (const name of ["Grade", "Report"]) {
      const step = steps.find((one) => one.name === name);
      // As a runner does: bash with -e and pipefail.
      await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step!.run!], {
        cwd: temp,
        env: environment,
      });
    }
    expect(await readFile(summary, "utf8")).toMatch(/\| checkout \| \d+ of \d+ \|/);
    expect(await readFile(join(temp, "grades/junit.xml"), "utf8")).toContain('<testsuite name="checkout"');
    expect(existsSync(join(temp, "grades/pages/index.html"))).toBe(true);
    expect(JSON.parse(await readFile(join(temp, "grades/grades.json"), "utf8"))).toMatchObject({
      exercises: ["ballots"],
    });
  });
});
