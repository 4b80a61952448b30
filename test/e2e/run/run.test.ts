import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readNotebook, type Output } from "../../../src/notebook/index.ts";
import { paxoslab, start } from "./cli.ts";

// Each test starts whole programs, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const notebooks = fileURLToPath(new URL("notebooks", import.meta.url));
const imports = join(notebooks, "imports.ipynb");
const fails = join(notebooks, "fails.ipynb");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "paxoslab-run-"));
});
afterEach(async () => rm(folder, { recursive: true }));

async function outputsIn(path: string): Promise<readonly (readonly Output[])[]> {
  const { cells } = await readNotebook(path);
  return cells.flatMap((cell) => (cell.cell_type === "code" ? [cell.outputs] : []));
}

const printed = (text: string): Output => ({ output_type: "stream", name: "stdout", text });

describe.each(["paxoslab", "tslab"])("in the kernel %s", (kernel) => {
  it("a notebook imports this package by name, runs to the end, and is written with its page", async () => {
    const before = await readFile(imports, "utf8");
    const run = await paxoslab("run", imports, "--kernel", kernel, "--out", folder, "--html");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(
      /^imports\.ipynb  cell 1\/1  \d+\.\d\d s\nimports\.ipynb  1 cell ran in \d+\.\d\d s\n$/,
    );
    expect(await outputsIn(join(folder, "imports.ipynb"))).toEqual([[printed("compared: -1\n")]]);
    expect(await readFile(join(folder, "imports.html"), "utf8")).toContain("compared: -1");
    expect((await readdir(folder)).sort()).toEqual(["imports.html", "imports.ipynb"]);
    expect(await readFile(imports, "utf8")).toBe(before);
  });

  it("a failing cell ends the notebook with 1, its number, its first line and the traceback", async () => {
    const run = await paxoslab("run", fails, "--kernel", kernel, "--out", folder);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("fails.ipynb: cell 4 of 5 failed. The cell begins: // the broken cell\n");
    expect(run.stderr).toContain("TypeError: no quorum");
    const [first, raising, skipped, second, broken, later] = await outputsIn(join(folder, "fails.ipynb"));
    expect([first, second]).toEqual([[printed("n is 1\n")], [printed("n is 2\n")]]);
    expect(JSON.stringify(raising)).toContain("meant to");
    expect(JSON.stringify(broken)).toContain("no quorum");
    expect([skipped, later]).toEqual([[], []]);
  });

  it("a cell that takes too long ends with 7 and what it had printed", async () => {
    const path = join(notebooks, "hangs.ipynb");
    const run = await paxoslab("run", path, "--kernel", kernel, "--timeout", "4", "--out", folder);
    expect(run).toMatchObject({ code: 7 });
    expect(run.stderr).toContain(
      "hangs.ipynb: cell 2 of 3 took longer than 4 s. The cell begins: console.log(",
    );
    const [, waiting, later] = await outputsIn(join(folder, "hangs.ipynb"));
    expect(waiting?.[0]).toEqual(printed("waiting\n"));
    expect(later).toEqual([]);
  });

  it("a signal keeps what ran and ends with 130", async () => {
    const run = start("run", join(notebooks, "hangs.ipynb"), "--kernel", kernel, "--out", folder);
    await run.prints("cell 1/3");
    run.process.kill("SIGINT");
    const { code, stderr } = await run.outcome;
    expect(code).toBe(130);
    expect(stderr).toContain("cell 2 of 3 was interrupted");
    expect((await outputsIn(join(folder, "hangs.ipynb")))[0]).toEqual([printed("before\n")]);
  });

  it("a kernel that is killed ends with 6", async () => {
    const run = await paxoslab("run", join(notebooks, "dies.ipynb"), "--kernel", kernel);
    expect(run.code).toBe(6);
    expect(run.stderr).toContain("dies.ipynb: in cell 2 of 2 the kernel died of SIGKILL. The cell begins: ");
  });
});

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
    expect(blocked.stderr).toContain("cannot be made into a folder");
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
