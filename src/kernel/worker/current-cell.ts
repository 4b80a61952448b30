import { AsyncLocalStorage } from "node:async_hooks";

const storage = new AsyncLocalStorage<number>();
let latest = 0;

/** Runs `task` as part of a cell: so are the timers and promises it starts. */
export function asCell<T>(id: number, task: () => T): T {
  latest = id;
  return storage.run(id, task);
}

/** The cell whose code is running, be it long after the cell itself has ended. */
export function currentCell(): number {
  return storage.getStore() ?? latest;
}
