import { AsyncLocalStorage } from "node:async_hooks";
import type { CellId } from "./protocol.ts";
import { Resources } from "./resources.ts";

/**
 * All that a cell does and causes, also long after it has ended: its timers, and what follows its promises.
 * A cell that is interrupted is stopped with all of that; one that ends by itself leaves it running.
 */
export class CellScope implements CellId {
  readonly id: number;
  readonly shell: number;
  /** What it has to give back when it ends. */
  readonly resources = new Resources();
  readonly #stopped = new AbortController();

  constructor({ id, shell }: CellId) {
    this.id = id;
    this.shell = shell;
  }

  get isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  /** Aborted when the cell is stopped: for what must be tidied up then. */
  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  stop(): void {
    this.#stopped.abort();
  }
}

const storage = new AsyncLocalStorage<CellScope>();
let latest = new CellScope({ id: 0, shell: 0 });

/** Runs `task` as part of a cell: so is whatever it starts. */
export function asCell<T>(scope: CellScope, task: () => T): T {
  latest = scope;
  return storage.run(scope, task);
}

/** Runs `task` as part of no cell: no interrupt stops what it starts. */
export function asNoCell<T>(task: () => T): T {
  return storage.exit(task);
}

/** The cell whose code is running, if it is any cell's. */
export function currentScope(): CellScope | undefined {
  return storage.getStore();
}

/** The cell that answers for the running code, be it long after the cell itself has ended. */
export function currentCell(): number {
  return (currentScope() ?? latest).id;
}

/** @throws Error outside of cells. */
export function resourcesOfCell(): Resources {
  const scope = currentScope();
  if (!scope) throw new Error("No cell is running.");
  return scope.resources;
}
