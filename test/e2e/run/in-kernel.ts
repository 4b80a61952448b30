import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readNotebook, type Output } from "../../../src/notebook/index.ts";
import { paxoslab, start } from "./cli.ts";

const notebooks = fileURLToPath(new URL("notebooks", import.meta.url));
export const imports = join(notebooks, "imports.ipynb");
export const fails = join(notebooks, "fails.ipynb");

/** Defines the tests of what running notebooks is like, whatever kernel runs them. */
export function inKernel(kernel: string): void {
  // Each test starts whole programs, and the machine may be busy.
  describe(`in the kernel ${kernel}`, { timeout: 60_000 }, () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "paxoslab-run-"));
    });
    afterEach(async () => rm(folder, { recursive: true }));

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
      expect(run.stderr).toContain(
        "dies.ipynb: in cell 2 of 2 the kernel died of SIGKILL. The cell begins: ",
      );
    });
  });
}

export const printed = (text: string): Output => ({ output_type: "stream", name: "stdout", text });

async function outputsIn(path: string): Promise<readonly (readonly Output[])[]> {
  const { cells } = await readNotebook(path);
  return cells.flatMap((cell) => (cell.cell_type === "code" ? [cell.outputs] : []));
}
