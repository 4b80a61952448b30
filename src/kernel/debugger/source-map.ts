import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { MapJson, Position } from "../language/index.ts";

/** Further to the right than any line goes. */
const lineEnd = 2 ** 30;

/** From a script as V8 runs it back to the source as typed, through any number of rewritings. */
export class SourceMapChain {
  readonly #maps: readonly TraceMap[];

  /** @param maps to be applied one after the other; none if the script is the source. */
  constructor(maps: readonly MapJson[]) {
    this.#maps = maps.map((map) => new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]));
  }

  /** Nothing if the place is none the author wrote. */
  original(generated: Position): Position | undefined {
    let { line, column } = generated;
    for (const map of this.#maps) {
      const found = originalPositionFor(map, { line, column: column - 1 });
      if (found.line === null) return undefined;
      line = found.line;
      column = found.column + 1;
    }
    return { line, column };
  }

  /** The same, or else the last place before it: a script ends where its author wrote no more. */
  nearest(generated: Position): Position {
    for (let { line, column } = generated; line > 0; line -= 1, column = lineEnd) {
      const found = this.original({ line, column });
      if (found) return found;
    }
    return { line: 1, column: 1 };
  }
}
