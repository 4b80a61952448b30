import type { Protocol } from "devtools-protocol";
import { fileURLToPath } from "node:url";
import type { MapJson, Position } from "../language/index.ts";
import { pathOfCell } from "./cell-path.ts";
import type { Source } from "./dap.ts";
import { SourceMapChain } from "./source-map.ts";

/** A cell as it was run. The same code run twice is two of them. */
export interface RunCell {
  /** How tracebacks call it: `In [3]`. */
  readonly label: string;
  /** As typed. */
  readonly source: string;
  readonly code: string;
  readonly maps: readonly MapJson[];
}

/** What V8 runs and somebody wrote: a cell or a file. */
export interface Script {
  readonly id: string;
  /** How V8 calls it. */
  readonly url: string;
  readonly source: Source & { readonly path: string };
  /** How a frame of its top level is called. */
  readonly label: string;
  readonly isCell: boolean;
  /** Nothing if the place is none the author wrote. Lines and columns count from 1. */
  original(generated: Position): Position | undefined;
  /** The same, or else the last place before it. */
  nearest(generated: Position): Position;
}

const kernelFolder = new URL("../", import.meta.url).href;

/** What stepping passes over: Node, this kernel, code without a name, and, if asked, packages. */
export function passedOver(isJustMyCode: boolean): string[] {
  const literally = kernelFolder.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return ["^node:", "^$", `^${literally}`, ...(isJustMyCode ? ["/node_modules/"] : [])];
}

/** Tells the scripts of the user from all others that V8 knows. */
export class Scripts {
  /** By the name that V8 knows them under. */
  readonly #cells = new Map<string, RunCell>();
  /** The paths of these cells, as far as anyone has asked. */
  readonly #cellPaths = new Map<string, string>();
  readonly #byId = new Map<string, Script>();
  readonly #idByUrl = new Map<string, string>();

  addCell(url: string, cell: RunCell): void {
    this.#cells.set(url, cell);
  }

  /** V8 has met a script. Returns it if it is one of the user's. */
  add({ scriptId: id, url, sourceMapURL }: Protocol.Debugger.ScriptParsedEvent): Script | undefined {
    this.#idByUrl.set(url, id);
    const cell = this.#cells.get(url);
    const script = cell ? scriptOfCell(id, url, cell) : scriptOfFile(id, url, sourceMapURL);
    if (script) this.#byId.set(id, script);
    return script;
  }

  /** V8 tells the scripts anew to whoever asks it next. */
  forgetIds(): void {
    this.#byId.clear();
    this.#idByUrl.clear();
  }

  /** The thread has gone, and all its scripts with it. */
  forgetThread(): void {
    this.forgetIds();
    this.#cells.clear();
    this.#cellPaths.clear();
  }

  byId(id: string): Script | undefined {
    return this.#byId.get(id);
  }

  idOf(url: string): string | undefined {
    return this.#idByUrl.get(url);
  }

  /** Files that are loaded, each once. */
  files(): readonly Script[] {
    const byPath = new Map<string, Script>();
    for (const script of this.#byId.values()) if (!script.isCell) byPath.set(script.source.path, script);
    return [...byPath.values()];
  }

  /** The newest of this path that is loaded. */
  file(path: string): Script | undefined {
    return this.files().find(({ source }) => source.path === path);
  }

  /** The names under which V8 knows every run of the cell with this path. */
  cellUrls(path: string): readonly string[] {
    for (const [url, { source }] of this.#cells) {
      if (!this.#cellPaths.has(url)) this.#cellPaths.set(url, pathOfCell(source));
    }
    return [...this.#cellPaths].filter(([, each]) => each === path).map(([url]) => url);
  }

  /** The newest cell with this path that was run. */
  cell(path: string): RunCell | undefined {
    const url = this.cellUrls(path).at(-1);
    return url === undefined ? undefined : this.#cells.get(url);
  }
}

function scriptOfCell(id: string, url: string, { label, source, maps }: RunCell): Script {
  const chain = new SourceMapChain(maps);
  const path = pathOfCell(source);
  return {
    id,
    url,
    source: { name: label, path },
    label,
    isCell: true,
    original: (generated) => chain.original(generated),
    nearest: (generated) => chain.nearest(generated),
  };
}

function scriptOfFile(id: string, url: string, sourceMapUrl: string | undefined): Script | undefined {
  if (!url.startsWith("file:") || url.startsWith(kernelFolder)) return undefined;
  const path = fileURLToPath(url);
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const map = inlineMap(sourceMapUrl);
  const chain = new SourceMapChain(map ? [map] : []);
  return {
    id,
    url,
    source: { name, path },
    label: name,
    isCell: false,
    original: (generated) => chain.original(generated),
    nearest: (generated) => chain.nearest(generated),
  };
}

/** A file's TypeScript is loaded under its own name: a map that leads elsewhere is not of our making. */
function inlineMap(url: string | undefined): MapJson | undefined {
  const [, base64, data] = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(url ?? "") ?? [];
  if (data === undefined) return undefined;
  const text = base64 ? Buffer.from(data, "base64").toString() : decodeURIComponent(data);
  const map = JSON.parse(text) as MapJson;
  return map.sources.length === 1 ? map : undefined;
}
