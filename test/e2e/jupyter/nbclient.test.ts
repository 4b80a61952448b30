import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { installKernelSpec } from "../../../src/kernel/client/index.ts";
import { python, whyNoPython } from "../python.ts";
import { typed } from "../typed.ts";

const whyNot = whyNoPython("nbclient");
if (whyNot !== undefined) console.warn(`Lessons under nbclient are not tested: ${whyNot}.`);

/** What Jupyter's own `jupyter execute` does: no page and no command of ours has a part in it. */
const program = `
import sys, nbformat, nbclient
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
nbclient.NotebookClient(notebook, timeout=60, kernel_name="paxoslab", resources={"metadata": {"path": sys.argv[2]}}).execute()
nbformat.validate(notebook)
nbformat.write(notebook, sys.argv[3])
`;

interface Executed {
  readonly cells: readonly {
    readonly outputs?: readonly {
      readonly output_type: string;
      readonly data?: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

it.skipIf(whyNot !== undefined)(
  "a lesson runs in Jupyter, far from this package, and its figures need no extension there",
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "paxoslab-nbclient-"));
    onTestFinished(async () => rm(folder, { recursive: true }));
    await installKernelSpec({ kind: "prefix", prefix: folder });
    const lesson = join(import.meta.dirname, "../../../notebooks/01-bmc-meeting.ipynb");
    const result = join(folder, "executed.ipynb");
    const { status, stderr } = spawnSync(python, ["-c", program, lesson, folder, result], {
      encoding: "utf8",
      env: { ...process.env, ...typed, JUPYTER_PATH: join(folder, "share", "jupyter") },
    });
    expect(status, stderr).toBe(0);

    const { cells } = JSON.parse(await readFile(result, "utf8")) as Executed;
    const shown = cells.flatMap(({ outputs = [] }) => outputs).flatMap(({ data }) => (data ? [data] : []));
    const withPlotly = shown.filter((data) => "application/vnd.plotly.v1+json" in data);
    expect(withPlotly.length).toBeGreaterThan(0);
    for (const data of withPlotly) {
      // The notebook format keeps long texts as lists of lines.
      const html = [data["text/html"]].flat().join("");
      expect(html, "for a page without the extension").toContain("Plotly");
    }
  },
);
