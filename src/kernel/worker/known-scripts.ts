import { SourceMap } from "node:module";
import type { Position } from "../language/position.ts";
import type { MapJson } from "../language/transpile.ts";

/** A cell that has run, or a module that was compiled: its functions may fail at any later time. */
export interface KnownScript {
  /** How tracebacks call it. */
  readonly label: string;
  /** As typed. */
  readonly source: string;
  readonly maps: readonly MapJson[];
}

/** What this process runs that was typed as something else. */
export class KnownScripts {
  readonly #scripts = new Map<string, KnownScript>();
  /** Read only when something fails. */
  readonly #parsed = new Map<MapJson, SourceMap>();

  /** @param name what V8 calls it: the URL of a module, or that of a cell's script. */
  remember(name: string, script: KnownScript): void {
    this.#scripts.set(name, script);
  }

  get(name: string): KnownScript | undefined {
    return this.#scripts.get(name);
  }

  /** The newest of that label: the kernel may have been asked not to count. */
  newestOf(label: string): KnownScript | undefined {
    return [...this.#scripts.values()].findLast((script) => script.label === label);
  }

  /** Where in the source it is that V8 sees at `generated`. */
  positionIn(script: KnownScript, generated: Position): Position {
    let { line, column } = generated;
    for (const map of script.maps) {
      const found = nearest(this.#parse(map), { line, column });
      if (!found) break;
      ({ line, column } = found);
    }
    return { line, column };
  }

  #parse(map: MapJson): SourceMap {
    const parsed = this.#parsed.get(map) ?? new SourceMap(map as ConstructorParameters<typeof SourceMap>[0]);
    this.#parsed.set(map, parsed);
    return parsed;
  }
}

/** How far behind a place we look for what it stands in front of: the length of what rewriting inserts. */
const lookAhead = 100;

/** In the source, what is at or before a place in its line; else, what the line begins with. */
function nearest(map: SourceMap, { line, column }: Position): Position | undefined {
  for (let ahead = 0; ahead < lookAhead; ahead += 1) {
    const entry = map.findEntry(line - 1, column - 1 + ahead);
    if ("originalLine" in entry && entry.generatedLine === line - 1) {
      return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
    }
  }
  return undefined;
}
