import { pathToFileURL } from "node:url";
import { InspectorError, type Inspector } from "./inspector.ts";
import type { Wish } from "./wish.ts";

/** The breakpoints that V8 has been told of: one wish may be several, one for each run of its cell. */
export class V8Breakpoints {
  readonly #inspector: Inspector;
  /** By V8's own id. */
  readonly #set = new Map<string, Wish>();
  #isAwaitingFiles = false;

  constructor(inspector: Inspector) {
    this.#inspector = inspector;
  }

  wishesOf(ids: readonly string[]): readonly Wish[] {
    return ids.flatMap((id) => this.#set.get(id) ?? []);
  }

  /** V8 has forgotten everything, with its thread. */
  forgetThread(): void {
    this.#set.clear();
    this.#isAwaitingFiles = false;
  }

  async setInCell(wish: Wish, url: string): Promise<void> {
    if (wish.place) await this.#setByUrl(wish, { url }, wish.place.generated);
  }

  /** In this version of the file and in all that an edit may bring. */
  async setInFile(wish: Wish, path: string): Promise<void> {
    await this.#awaitMappedFiles();
    const literally = pathToFileURL(path).href.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const place = wish.place?.generated ?? { line: wish.asked.line, column: 1 };
    await this.#setByUrl(wish, { urlRegex: `^${literally}(\\?v=\\d+)?$` }, place);
  }

  async remove(wish: Wish): Promise<void> {
    for (const [breakpointId, each] of this.#set) {
      if (each !== wish) continue;
      this.#set.delete(breakpointId);
      await this.#inspector.post("Debugger.removeBreakpoint", { breakpointId });
    }
  }

  async #setByUrl(
    wish: Wish,
    where: { readonly url: string } | { readonly urlRegex: string },
    { line, column }: { readonly line: number; readonly column: number },
  ): Promise<void> {
    try {
      const { breakpointId } = await this.#inspector.post("Debugger.setBreakpointByUrl", {
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
    await this.#inspector.post("Debugger.setInstrumentationBreakpoint", {
      instrumentation: "beforeScriptWithSourceMapExecution",
    });
  }
}
