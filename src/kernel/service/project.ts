import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire, findPackageJSON } from "node:module";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { namesOf } from "./names.ts";

/**
 * The notebook as TypeScript sees it: files beside the notebook that exist in the language server only, so
 * that whatever a cell imports is found from where the cell itself finds it.
 *
 * Each cell that has run keeps a file, its *slot*: modules have scopes of their own, so a later cell can
 * declare a name again and earlier ones keep what they meant by it. One more, the *hub*, gives all slots
 * names (see {@link slotName}). It changes rarely, and each slot imports it and no other file of ours, be there a
 * cell in it or not: adding a cell leaves the import graph as it is, which the server rewards with checks of a
 * millisecond or two.
 */
export interface Project {
  readonly folder: string;
  readonly hub: VirtualFile;
  /** For code that is being typed. */
  readonly draft: VirtualFile;
  slot(index: number): VirtualFile;
  readonly config: VirtualFile;
  readonly configText: string;
  /**
   * How each slot and the draft begin: with the slots that they need. Even without any, so that what they import is
   * the same at all times: the server builds its program anew whenever some file imports something else.
   */
  hubImport(slots: Iterable<number>): string;
  /** The hub's text when there are this many slots. */
  hubText(slots: number): string;
  /** The slot that a file is, if it is one; with or without the extension, as the compiler speaks of it. */
  slotOf(path: string): number | undefined;
}

export interface VirtualFile {
  /** Without its folder. */
  readonly name: string;
  readonly uri: string;
}

/** The slot of what every cell finds without importing it. */
export const globalsSlot = 0;

/** Under which name the hub exports what is in a slot: one that no cell uses. */
export function slotName(slot: number): string {
  return `__cell${slot}`;
}

export function createProject(folder: string): Project {
  // Random: two kernels may serve notebooks of one folder, and no file there may have such a name.
  const stem = `.cells-${randomBytes(6).toString("hex")}`;
  const file = (name: string): VirtualFile => ({
    name: `${stem}${name}`,
    uri: pathToFileURL(join(folder, `${stem}${name}`)).href,
  });
  const slots: VirtualFile[] = [];
  const slot = (index: number): VirtualFile => (slots[index] ??= file(`.${index}.mts`));
  const config = file(".json");
  const hub = file(".hub.mts");
  const draft = file(".draft.mts");
  const isSlot = new RegExp(`[/\\\\]${stem.replace(".", "\\.")}\\.(\\d+)(\\.mts)?$`);
  return {
    folder,
    hub,
    draft,
    slot,
    config,
    configText: JSON.stringify({
      compilerOptions: compilerOptions(folder),
      // The server takes the file itself for a part of the project, and looks no further for others.
      files: [config, hub, draft].map(({ name }) => `./${name}`),
    }),
    hubImport: (slots) => `import { ${[...slots].map(slotName).join(", ")} } from "./${hub.name}";`,
    hubText: (slots) => {
      const lines = [`export * as ${slotName(globalsSlot)} from ${JSON.stringify(globalsFile)};`];
      for (let index = 1; index <= slots; index += 1) {
        lines.push(`export * as ${slotName(index)} from "./${slot(index).name}";`);
      }
      return lines.join("\n");
    },
    slotOf: (path) => {
      const index = isSlot.exec(path)?.[1];
      return index === undefined ? undefined : Number(index);
    },
  };
}

const globalsFile = fileURLToPath(
  new URL(`../language/cell-globals${extname(import.meta.url)}`, import.meta.url),
);

/** The names of what every cell finds without importing it. */
export function globalNames(): readonly string[] {
  // Built, the file itself is empty: what it declares is in the one beside it.
  return [...namesOf(readFileSync(globalsFile.replace(/\.js$/, ".d.ts"), "utf8")).exported];
}

/** What cells may do; a tsconfig.json of the user's is for their own files. */
function compilerOptions(folder: string): object {
  const nodeTypes = createRequire(import.meta.url).resolve("@types/node/package.json");
  return {
    strict: true,
    target: "esnext",
    lib: ["esnext"],
    types: ["node"],
    typeRoots: [dirname(dirname(nodeTypes))],
    // As Node finds them, but for what Node itself decides by looking into a file.
    module: "preserve",
    moduleResolution: "bundler",
    customConditions: ["node", ...conditions()],
    paths: pathsOfOwnPackage(folder),
    allowImportingTsExtensions: true,
    allowJs: true,
    resolveJsonModule: true,
    noEmit: true,
    skipLibCheck: true,
    disableSolutionSearching: true,
  };
}

/** Those of `node --conditions=development`: the processes that cells run in inherit them. */
function conditions(): readonly string[] {
  const options = [...process.execArgv, ...(process.env["NODE_OPTIONS"] ?? "").split(/\s+/)];
  return options.flatMap((option, index) => {
    if (option.startsWith("--conditions=")) return [option.slice("--conditions=".length)];
    const next = options[index + 1];
    return (option === "-C" || option === "--conditions") && next !== undefined ? [next] : [];
  });
}

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | { readonly types?: string }>>;
}

/** The package that brings the kernel is at hand wherever a notebook lies (see worker/imports.ts). */
function pathsOfOwnPackage(folder: string): Readonly<Record<string, readonly string[]>> {
  const path = findPackageJSON(import.meta.url);
  if (path === undefined) return {};
  const { name, exports = {} } = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  try {
    createRequire(join(folder, "cell.mts")).resolve(`${name}/package.json`);
    return {};
  } catch {
    const entries = Object.entries(exports).flatMap(([key, target]) => {
      const types = typeof target === "string" ? target : target.types;
      return types === undefined ? [] : [[key.replace(/^\./, name), [resolve(dirname(path), types)]]];
    });
    return Object.fromEntries(entries) as Record<string, readonly string[]>;
  }
}
