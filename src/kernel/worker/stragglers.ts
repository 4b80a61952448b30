import { Session } from "node:inspector";
import { getCallSites } from "node:util";
import { promiseHooks } from "node:v8";
import { currentScope } from "./current-cell.ts";

/** For how long nothing may come from stopped cells until we stop to look, in milliseconds. */
const quietAfter = 10_000;

/** How far up the stack to look for code of a cell. */
const deepEnough = 50;

/**
 * Ends the asynchronous functions of cells that were stopped: V8 terminates each when it next makes a
 * promise, as every `await` does. Only where the code is a cell's or a local module's: libraries share
 * connections and the like between cells, which must not be left half made.
 */
export class Stragglers {
  readonly #session = new Session();
  #stopWatching: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.#session.connect();
  }

  /** Looks out for them, until there are none any more. */
  watch(): void {
    const stopWatching = (this.#stopWatching ??= promiseHooks.onInit(() => this.#onPromise()) as () => void);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      stopWatching();
      this.#stopWatching = undefined;
    }, quietAfter);
    this.#timer.unref();
  }

  #onPromise(): void {
    if (currentScope()?.isStopped !== true) return;
    this.#timer?.refresh();
    if (!getCallSites(deepEnough).some(({ scriptName }) => isOfLearner(scriptName))) return;
    this.#session.post("Runtime.terminateExecution");
    // V8 looks for terminations at the turns of loops.
    for (;;);
  }
}

/** Cells have no name here; what they import from their own folder has. */
function isOfLearner(scriptName: string): boolean {
  return scriptName === "" || (scriptName.startsWith("file:") && !isLibrary(scriptName));
}

function isLibrary(scriptName: string): boolean {
  return scriptName.includes("/node_modules/") || scriptName.startsWith(ourFolder);
}

const ourFolder = new URL("../", import.meta.url).href;
