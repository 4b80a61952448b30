import type { Handler } from "./handler.ts";

/** Answers at once; that the cell has stopped, its own reply tells. */
export const interrupt: Handler = (_request, { executor }) => {
  executor.interrupt();
  return { status: "ok" };
};
