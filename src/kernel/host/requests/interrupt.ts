import type { Handler } from "./handler.ts";

/** Answers when the cells have stopped. */
export const interrupt: Handler = async (_request, { executor }) => {
  await executor.interrupt();
  return { status: "ok" };
};
