import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { jupyterDataDirs } from "./data-dirs.ts";
import { KernelNotFoundError } from "./errors.ts";

/** How to start a kernel: the contents of a `kernel.json`, and where it lay. */
export interface KernelSpec {
  readonly name: string;
  readonly displayName: string;
  readonly language: string;
  /** Command line; `{connection_file}` and `{resource_dir}` are filled in at start. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly interruptMode: "signal" | "message";
  readonly resourceDir?: string;
}

/**
 * Every kernel that can be started here: ours, those Jupyter knows, and tslab if it is among the packages.
 *
 * @param onProblem told, in a sentence, of each `kernel.json` that cannot be used.
 */
export async function findKernelSpecs(
  onProblem: (sentence: string) => void = ignore,
): Promise<readonly KernelSpec[]> {
  const specs = new Map<string, KernelSpec>([["paxoslab", ownSpec()]]);
  for (const dataDir of jupyterDataDirs()) {
    for (const spec of await readSpecsOf(join(dataDir, "kernels"), onProblem)) {
      if (!specs.has(spec.name)) specs.set(spec.name, spec);
    }
  }
  const tslab = tslabSpec();
  if (tslab && !specs.has("tslab")) specs.set("tslab", tslab);
  return [...specs.values()];
}

/** @throws KernelNotFoundError that lists the kernels there are, if none has this name. */
export async function findKernelSpec(name: string): Promise<KernelSpec> {
  const problems: string[] = [];
  const specs = await findKernelSpecs((sentence) => problems.push(sentence));
  const found = specs.find((spec) => spec.name === name.toLowerCase());
  if (!found) {
    throw new KernelNotFoundError(
      name,
      specs.map((spec) => spec.name),
      problems,
    );
  }
  return found;
}

/** Our own kernel, run from beside this file, be it TypeScript source or built JavaScript. */
export function ownSpec(): KernelSpec {
  const main = fileURLToPath(new URL(`../main${extname(import.meta.url)}`, import.meta.url));
  return {
    name: "paxoslab",
    displayName: "TypeScript (Paxos Lab)",
    language: "typescript",
    argv: [process.execPath, main, "{connection_file}"],
    env: {},
    interruptMode: "message",
  };
}

/** tslab as a package near the working directory or near us, whether or not it was installed into Jupyter. */
function tslabSpec(): KernelSpec | undefined {
  for (const from of [resolve("package.json"), import.meta.url]) {
    let manifest: string;
    try {
      manifest = createRequire(from).resolve("tslab/package.json");
    } catch {
      continue;
    }
    return {
      name: "tslab",
      displayName: "TypeScript (tslab)",
      language: "typescript",
      argv: [
        process.execPath,
        join(dirname(manifest), "bin", "tslab"),
        "kernel",
        "--config-path",
        "{connection_file}",
      ],
      env: {},
      interruptMode: "signal",
    };
  }
  return undefined;
}

async function readSpecsOf(
  kernelsDir: string,
  onProblem: (sentence: string) => void,
): Promise<readonly KernelSpec[]> {
  const names = await readdir(kernelsDir).catch(() => []);
  const specs = await Promise.all(
    names.map(async (name) => {
      const resourceDir = join(kernelsDir, name);
      const path = join(resourceDir, "kernel.json");
      const text = await readFile(path, "utf8").catch(() => undefined);
      if (text === undefined) return undefined;
      try {
        return parseSpec(name.toLowerCase(), text, resourceDir);
      } catch (error) {
        onProblem(`${path} is not a usable kernel specification: ${String(error)}`);
        return undefined;
      }
    }),
  );
  return specs.filter((spec) => spec !== undefined);
}

function parseSpec(name: string, text: string, resourceDir: string): KernelSpec {
  const fields = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const { argv, env = {}, display_name: displayName = name, language = "", interrupt_mode: mode } = fields;
  if (!Array.isArray(argv) || argv.length === 0 || !argv.every((word) => typeof word === "string")) {
    throw new TypeError("argv must be a list of strings");
  }
  return {
    name,
    displayName: String(displayName),
    language: String(language),
    argv,
    env: env as Readonly<Record<string, string>>,
    interruptMode: mode === "message" ? "message" : "signal",
    resourceDir,
  };
}

function ignore(): void {}
