import type { EcmaScriptModule, StaticImport } from "oxc-parser";
import { oneLine } from "../one-line.ts";
import { lineOf } from "./line-of.ts";

export interface Imports {
  /** The source text, and its imports and exports as they stand there. */
  readonly text: string;
  readonly before: EcmaScriptModule;
  /** The same without types. */
  readonly after: EcmaScriptModule;
  readonly provides: Readonly<Record<string, readonly string[]>>;
}

/** What is wrong with what a submission imports, as the end of a sentence that begins with its file; null if nothing is. */
export function importProblem({ text, before, after, provides }: Imports): string | null {
  const [dynamic] = before.dynamicImports;
  if (dynamic !== undefined)
    return `imports at run time (line ${lineOf(text, dynamic.start)}); import at the top of the file.`;
  const [meta] = before.importMetas;
  if (meta !== undefined)
    return `asks where it is, by import.meta (line ${lineOf(text, meta.start)}): it is nowhere.`;
  const at = (module: string): string => `(line ${lineOf(text, whereFrom(before, module))})`;
  for (const { moduleRequest, entries } of after.staticImports) {
    const module = moduleRequest.value;
    const names = Object.hasOwn(provides, module) ? provides[module] : undefined;
    if (names === undefined)
      return `imports ${quoted(module)} ${at(module)}, which is not part of the exercise. ${allowed(provides)}`;
    const missing = entries.map(nameOf).find((name) => name !== null && !names.includes(name));
    if (missing !== undefined) {
      return `imports ${missing} of ${module} ${at(module)}, which is not provided for this exercise. ${allowed(provides)}`;
    }
  }
  const from = after.staticExports
    .flatMap(({ entries }) => entries)
    .find(({ moduleRequest }) => moduleRequest !== null);
  const module = from?.moduleRequest?.value;
  return module === undefined
    ? null
    : `exports what ${quoted(module)} exports ${at(module)}: write it yourself.`;
}

type Entry = StaticImport["entries"][number];

/** The whole module under one name is fine: there is no more in it than what is provided. */
function nameOf({ importName }: Entry): string | null {
  switch (importName.kind as string) {
    case "Name":
      return importName.name ?? "";
    case "Default":
      return "default";
    default:
      return null;
  }
}

function whereFrom({ staticImports, staticExports }: EcmaScriptModule, module: string): number {
  const place =
    staticImports.find(({ moduleRequest }) => moduleRequest.value === module) ??
    staticExports.find(({ entries }) => entries.some(({ moduleRequest }) => moduleRequest?.value === module));
  return place?.start ?? 0;
}

const quoted = (module: string): string => oneLine(module, 80);

function allowed(provides: Readonly<Record<string, readonly string[]>>): string {
  const lists = Object.entries(provides).map(([module, names]) => `${names.join(", ")} from ${module}`);
  return lists.length === 0
    ? "It may import types, and nothing else."
    : `It may import types, and ${lists.join("; ")}.`;
}
