import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An experiment in a file of its own, each run of which leaves a line behind. */
export class Counted {
  readonly folder: string;
  readonly file: string;
  readonly #log: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.file = join(folder, "counted.ts");
    this.#log = join(folder, "runs.log");
  }

  static async create(): Promise<Counted> {
    const counted = new Counted(await mkdtemp(join(tmpdir(), "experiment-")));
    await writeFile(counted.#log, "");
    await writeFile(join(counted.folder, "factor.ts"), "export const factor = 3;\n");
    await counted.write("return { product: base * seed * factor, odd: seed % 2 ? seed : null };");
    return counted;
  }

  /** 200 runs: 4 points with 50 seeds each. */
  async write(body: string): Promise<void> {
    await writeFile(
      this.file,
      `import { appendFileSync } from "node:fs";
       import { factor } from "./factor.ts";
       export default {
         name: "counted",
         question: "How many runs were there?",
         parameters: { base: [0.1, 0.2, 0.3, 0.7] },
         measures: { product: { title: "product", unit: "" }, odd: { title: "odd seed", unit: "" } },
         seeds: 50,
         run({ base }: { base: number }, seed: number) {
           appendFileSync(${JSON.stringify(this.#log)}, base + " " + seed + "\\n");
           ${body}
         },
       };
      `,
    );
  }

  /** The runs that were begun since the last time somebody asked, in the order of their parameters. */
  async takeRuns(): Promise<readonly string[]> {
    const text = await readFile(this.#log, "utf8");
    await writeFile(this.#log, "");
    return text
      .split("\n")
      .filter((line) => line !== "")
      .toSorted();
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
