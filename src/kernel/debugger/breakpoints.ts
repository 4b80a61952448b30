import { placeFor, placesInCell, placesInFile, type BreakPlace } from "./break-places.ts";
import { isHitWanted } from "./condition.ts";
import type { Breakpoint, SourceBreakpoint } from "./dap.ts";
import type { Inspector } from "./inspector.ts";
import type { Script, Scripts } from "./scripts.ts";
import type { CellTexts } from "./cell-texts.ts";
import { V8Breakpoints } from "./v8-breakpoints.ts";
import { toDap, wishFor, type Wish } from "./wish.ts";

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
  readonly #v8: V8Breakpoints;

  constructor(options: BreakpointsOptions) {
    this.#options = options;
    this.#v8 = new V8Breakpoints(options.inspector);
  }

  /** Replaces all breakpoints of a source. */
  async replace(path: string, asked: readonly SourceBreakpoint[]): Promise<readonly Breakpoint[]> {
    for (const wish of this.#wishes.get(path) ?? []) await this.#v8.remove(wish);
    const wishes = asked.map(wishFor);
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
    for (const wish of wishes) await this.#v8.setInCell(wish, url);
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
        await this.#v8.remove(wish);
        await this.#v8.setInFile(wish, path);
      }
      this.#options.onChange(toDap(wish, path));
    }
  }

  /** V8 has forgotten everything, with its thread. */
  forgetThread(): void {
    this.#v8.forgetThread();
    for (const wish of [...this.#wishes.values()].flat()) wish.place = undefined;
  }

  /** In a thread that has taken the place of another. */
  async setAgain(): Promise<void> {
    for (const [path, wishes] of this.#wishes) await this.#place(path, wishes);
  }

  /** Whether any of the breakpoints that V8 has hit wants to be stopped at, this time. */
  countHits(v8Ids: readonly string[]): boolean {
    let isWanted = false;
    for (const wish of this.#v8.wishesOf(v8Ids)) {
      wish.hits += 1;
      isWanted ||= isHitWanted(wish.asked.hitCondition, wish.hits);
    }
    return isWanted;
  }

  /** The ids, as the client knows them, of what V8 has hit. */
  idsOf(v8Ids: readonly string[]): number[] {
    return this.#v8.wishesOf(v8Ids).map(({ id }) => id);
  }

  async #place(path: string, wishes: readonly Wish[]): Promise<void> {
    const valid = this.#valid(wishes);
    await this.#findPlaces(path, valid);
    if (this.#options.texts.isCell(path)) {
      for (const url of this.#options.scripts.cellUrls(path)) {
        for (const wish of valid) await this.#v8.setInCell(wish, url);
      }
    } else {
      for (const wish of valid) await this.#v8.setInFile(wish, path);
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
}
