import { declarationPlaces, key } from "./break-places.ts";
import type { CellTexts } from "./cell-texts.ts";
import type { Frame } from "./frames.ts";

/** Where the author of a source expects a step to end. */
export class StopPlaces {
  readonly #texts: CellTexts;
  /** By path. */
  readonly #declarations = new Map<string, ReadonlySet<string>>();

  constructor(texts: CellTexts) {
    this.#texts = texts;
  }

  /** Not what V8 sees where the author wrote nothing, nor where a function is but declared. */
  has({ script, call }: Frame): boolean {
    if (!call) return false;
    const { lineNumber, columnNumber = 0 } = call.location;
    const place = script.original({ line: lineNumber + 1, column: columnNumber + 1 });
    if (!place || !script.isCell) return place !== undefined;
    return !this.#declarationsIn(script.source.path).has(key(place));
  }

  #declarationsIn(path: string): ReadonlySet<string> {
    const known = this.#declarations.get(path);
    if (known) return known;
    const found = declarationPlaces(this.#texts.source(path) ?? "");
    this.#declarations.set(path, found);
    return found;
  }
}
