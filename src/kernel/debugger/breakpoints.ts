import { placeFor, placesInCell, placesInFile, type BreakPlace } from "./break-places.ts";
import { conditionFor, isHitWanted, parseHitCondition } from "./condition.ts";
import { DebugRequestError, type Breakpoint, type SourceBreakpoint } from "./dap.ts";
import { InspectorError, type Inspector } from "./inspector.ts";
import type { Script, Scripts } from "./scripts.ts";
import { pathToFileURL } from "node:url";
import type { CellTexts } from "./cell-texts.ts";

interface Wish {
  readonly id: number;
  readonly asked: SourceBreakpoint;
  readonly condition: string | undefined;
  /** Where it is; nothing as long as nobody knows the source. */
  place: BreakPlace | undefined;
  /** Why it cannot be anywhere. */
  readonly problem: string | undefined;
  hits: number;
}

interface BreakpointsOptions {
  readonly inspector: Inspector;
  readonly scripts: Scripts;
  readonly texts: CellTexts;
  /** Told when a breakpoint has found its place, or lost it. */
  readonly onChange: (breakpoint: Breakpoint) => void;
}

/** The breakpoints of the client, kept set in every run of a cell and every version of a file. */
export class Breakpoints {
  readonly #options: BreakpointsOptions;
  readonly #wishes = new Map<string, readonly Wish[]>();
  /** What V8 calls those it has set. */
  readonly #set = new Map<string, Wish>();
  #isAwaitingFiles = false;
  #lastId = 0;

  constructor(options: BreakpointsOptions) {
    this.#options = options;
  }

  /** Replaces all breakpoints of a source. */
  async replace(path: string, asked: readonly SourceBreakpoint[]): Promise<readonly Breakpoint[]> {
    for (const wish of this.#wishes.get(path) ?? []) await this.#remove(wish);
    const wishes = asked.map((each) => this.#wish(each));
    if (wishes.length === 0) this.#wishes.delete(path);
    else this.#wishes.set(path, wishes);
    await this.#place(path, wishes);
    return wishes.map((wish) => toDap(wish, path));
  }

  all(): readonly { readonly source: string; readonly breakpoints: readonly Breakpoint[] }[] {
    return [...this.#wishes].map(([source, wishes]) => ({
      source,
      breakpoints: wishes.map((wish) => toDap(wish, source)),
    }));
  }

  /** To be called before a cell is run, so that its first line can pause already. */
  async beforeCell(path: string, url: string): Promise<void> {
    const wishes = this.#wishes.get(path) ?? [];
    const unplaced = this.#valid(wishes).filter(({ place }) => !place);
    if (unplaced.length > 0) await this.#findPlaces(path, unplaced);
    for (const wish of wishes) await this.#setInCell(wish, url);
  }

  /** A file has been loaded: now V8 knows where it can pause. */
  async fileLoaded({ source: { path } }: Script): Promise<void> {
    const wishes = this.#valid(this.#wishes.get(path) ?? []);
    if (wishes.length === 0) return;
    await this.#findPlaces(path, wishes);
    for (const wish of wishes) {
      // As a rule V8 has found the place by itself; to set it again would be too late for the top level.
      const isMapped = wish.place && wish.place.generated.line !== wish.place.original.line;
      if (isMapped) {
        await this.#remove(wish);
        await this.#setInFile(wish, path);
      }
      this.#options.onChange(toDap(wish, path));
    }
  }

  /** V8 has forgotten everything, with its thread. */
  forgetThread(): void {
    this.#set.clear();
    this.#isAwaitingFiles = false;
    for (const wish of [...this.#wishes.values()].flat()) wish.place = undefined;
  }

  /** In a thread that has taken the place of another. */
  async setAgain(): Promise<void> {
    for (const [path, wishes] of this.#wishes) await this.#place(path, wishes);
  }

  /** Whether any of the breakpoints that V8 has hit wants to be stopped at, this time. */
  countHits(v8Ids: readonly string[]): boolean {
    let isWanted = false;
    for (const wish of v8Ids.flatMap((id) => this.#set.get(id) ?? [])) {
      wish.hits += 1;
      isWanted ||= isHitWanted(wish.asked.hitCondition, wish.hits);
    }
    return isWanted;
  }

  /** The ids, as the client knows them, of what V8 has hit. */
  idsOf(v8Ids: readonly string[]): number[] {
    return v8Ids.flatMap((id) => this.#set.get(id)?.id ?? []);
  }

  #wish(asked: SourceBreakpoint): Wish {
    this.#lastId += 1;
    const wish = { id: this.#lastId, asked, place: undefined, hits: 0 };
    try {
      if (asked.hitCondition?.trim()) parseHitCondition(asked.hitCondition);
      return { ...wish, condition: conditionFor(asked), problem: undefined };
    } catch (error) {
      if (!(error instanceof DebugRequestError)) throw error;
      return { ...wish, condition: undefined, problem: error.message };
    }
  }

  async #place(path: string, wishes: readonly Wish[]): Promise<void> {
    const valid = this.#valid(wishes);
    await this.#findPlaces(path, valid);
    if (this.#options.texts.isCell(path)) {
      for (const url of this.#options.scripts.cellUrls(path)) {
        for (const wish of valid) await this.#setInCell(wish, url);
      }
    } else {
      for (const wish of valid) await this.#setInFile(wish, path);
    }
  }

  #valid(wishes: readonly Wish[]): readonly Wish[] {
    return wishes.filter(({ problem }) => problem === undefined);
  }

  async #findPlaces(path: string, wishes: readonly Wish[]): Promise<void> {
    const places = await this.#placesIn(path);
    for (const wish of wishes) wish.place = placeFor(places, wish.asked.line, wish.asked.column);
  }

  async #placesIn(path: string): Promise<readonly BreakPlace[]> {
    const { inspector, scripts, texts } = this.#options;
    const cell = texts.transpiled(path);
    if (cell) return placesInCell(inspector, scripts, cell);
    const file = scripts.file(path);
    return file ? placesInFile(inspector, file) : [];
  }

  async #setInCell(wish: Wish, url: string): Promise<void> {
    if (wish.place) await this.#setByUrl(wish, { url }, wish.place.generated);
  }

  /** In this version of the file and in all that an edit may bring. */
  async #setInFile(wish: Wish, path: string): Promise<void> {
    await this.#awaitMappedFiles();
    const literally = pathToFileURL(path).href.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const place = wish.place?.generated ?? { line: wish.asked.line, column: 1 };
    await this.#setByUrl(wish, { urlRegex: `^${literally}(\\?v=\\d+)?$` }, place);
  }

  async #setByUrl(
    wish: Wish,
    where: { readonly url: string } | { readonly urlRegex: string },
    { line, column }: { readonly line: number; readonly column: number },
  ): Promise<void> {
    try {
      const { breakpointId } = await this.#options.inspector.post("Debugger.setBreakpointByUrl", {
        ...where,
        lineNumber: line - 1,
        columnNumber: column - 1,
        ...(wish.condition !== undefined && { condition: wish.condition }),
      });
      this.#set.set(breakpointId, wish);
    } catch (error) {
      // Two breakpoints may have been moved to the same place: the first one stands for both.
      if (!(error instanceof InspectorError) || !error.message.includes("already exists")) throw error;
    }
  }

  /** Makes V8 wait before it runs a file that was compiled: only when it has come do we know places in it. */
  async #awaitMappedFiles(): Promise<void> {
    if (this.#isAwaitingFiles) return;
    this.#isAwaitingFiles = true;
    await this.#options.inspector.post("Debugger.setInstrumentationBreakpoint", {
      instrumentation: "beforeScriptWithSourceMapExecution",
    });
  }

  async #remove(wish: Wish): Promise<void> {
    for (const [breakpointId, each] of this.#set) {
      if (each !== wish) continue;
      this.#set.delete(breakpointId);
      await this.#options.inspector.post("Debugger.removeBreakpoint", { breakpointId });
    }
  }
}

function toDap({ id, asked, place, problem }: Wish, path: string): Breakpoint {
  const message = problem ?? (place ? undefined : "No code that can be paused at has been seen there yet.");
  return {
    id,
    verified: place !== undefined,
    line: place?.original.line ?? asked.line,
    ...(place && { column: place.original.column }),
    ...(message !== undefined && { message }),
    source: { path },
  };
}
