import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readNotebook } from "../../../src/notebook/index.ts";
import { paxoslab } from "./cli.ts";
import { fails, imports, inKernel, printed } from "./in-kernel.ts";

// Each test starts whole programs, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "paxoslab-run-"));
});
afterEach(async () => rm(folder, { recursive: true }));

inKernel("paxoslab");

describe("what cannot be run", () => {
  it("ends with 3 for a missing file, a folder, a place that cannot be written", async () => {
    const missing = await paxoslab("run", join(folder, "a.ipynb"));
    expect(missing).toMatchObject({
      code: 3,
      stderr: `paxoslab: ${join(folder, "a.ipynb")} does not exist.\n`,
    });
    expect(await paxoslab("run", folder)).toMatchObject({ code: 3 });
    await writeFile(join(folder, "file"), "");
    const blocked = await paxoslab("run", imports, "--out", join(folder, "file"));
    expect(blocked.code).toBe(3);
    expect(blocked.stderr).toContain("cannot be written to: a file is in its place.");
  });

  it("ends with 4 for what is no notebook", async () => {
    const path = join(folder, "a.ipynb");
    await writeFile(path, "{");
    expect(await paxoslab("run", path)).toMatchObject({
      code: 4,
      stderr: `paxoslab: ${path} is not valid JSON: close brace expected at line 1, column 2.\n`,
    });
  });

  it("ends with 5 for a kernel that is not there, naming those that are", async () => {
    const run = await paxoslab("run", imports, "--kernel", "python9");
    expect(run.code).toBe(5);
    expect(run.stderr).toMatch(
      /^paxoslab: There is no kernel named "python9"\. Known kernels: paxoslab,.*tslab/,
    );
  });

  it("ends with 6 for a kernel that does not start", async () => {
    const kernels = join(folder, "kernels", "broken");
    await mkdir(kernels, { recursive: true });
    const spec = {
      argv: [process.execPath, "-e", "throw new Error('out of order')"],
      display_name: "B",
      language: "x",
    };
    await writeFile(join(kernels, "kernel.json"), JSON.stringify(spec));
    const before = process.env["JUPYTER_PATH"];
    process.env["JUPYTER_PATH"] = folder;
    const run = await paxoslab("run", imports, "--kernel", "broken");
    if (before === undefined) delete process.env["JUPYTER_PATH"];
    else process.env["JUPYTER_PATH"] = before;
    expect(run.code).toBe(6);
    expect(run.stderr).toContain('paxoslab: The kernel "broken" did not start');
    expect(run.stderr).toContain("out of order");
  });
});

describe("several notebooks", () => {
  it("all run, and the first failure gives the exit code", async () => {
    const missing = join(folder, "missing.ipynb");
    const run = await paxoslab("run", missing, fails, imports);
    expect(run.code).toBe(3);
    expect(run.stdout).toContain("imports.ipynb  1 cell ran in");
    expect(run.stdout).toMatch(
      /\n1 of 3 notebooks ran to the end\.\n  .*missing\.ipynb: .* does not exist\.\n  .*fails\.ipynb: cell 4 of 5 failed\n$/,
    );
  });
});

describe("source notebooks", () => {
  it("are written over only when told so, even through a link", async () => {
    const copy = join(folder, "imports.ipynb");
    await cp(imports, copy);
    const linked = join(folder, "linked");
    await symlink(folder, linked);
    for (const out of [folder, linked]) {
      const run = await paxoslab("run", copy, "--out", out);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(
        "imports.ipynb is a notebook to be run; name another --out folder, or --in-place",
      );
    }
    expect(await readFile(copy, "utf8")).toBe(await readFile(imports, "utf8"));
  });

  it("take their outputs with --in-place, and nothing else changes", async () => {
    const path = join(folder, "plain.ipynb");
    const cell = { cell_type: "code", id: "a", metadata: {}, source: 'console.log("hi");' };
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { by: "us" } };
    const withCell = (results: object): object => ({ ...notebook, cells: [{ ...cell, ...results }] });
    await writeFile(path, JSON.stringify(withCell({ execution_count: null, outputs: [] })));
    const run = await paxoslab("run", path, "--in-place");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(await readNotebook(path)).toEqual(withCell({ execution_count: 1, outputs: [printed("hi\n")] }));
    expect(await readdir(folder)).toEqual(["plain.ipynb"]);
  });
});

describe("bad usage ends with 2 and a sentence", () => {
  it.each([
    [["run"], "missing required argument 'file'"],
    [["run", "a.ipynb", "--htlm"], "unknown option '--htlm'; did you mean --html?"],
    [["run", "a.ipynb", "--timeout", "soon"], "Give a number of seconds above 0"],
    [["run", "a.ipynb", "--html"], "--html needs a place to write to"],
    [["run", "a.ipynb", "--in-place", "--out", "b"], "cannot be used with option '--out <dir>'"],
    [["run", "a/x.ipynb", "b/x.ipynb", "--out", "c"], "would both be written to c/x.ipynb"],
    [["rnu"], "unknown command 'rnu'; did you mean run?"],
  ])("%j", async (args, sentence) => {
    const run = await paxoslab(...args);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/^paxoslab: [^\n]+\n$/);
    expect(run.stderr).toContain(sentence);
  });
});
