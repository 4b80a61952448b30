import { noSuchSubshell } from "../shells.ts";
import type { Handler } from "./handler.ts";

/**
 * Stops what runs in all shells, or, which JEP 91 does not foresee, in the subshell that is named. Answers at once;
 * that a cell has stopped, its own reply tells.
 */
export const interrupt: Handler = ({ message }, { executor, shells }) => {
  const { subshell_id: id = null } = message.content;
  const named = shells.find(id);
  if (id !== null && !named) throw noSuchSubshell(id);
  executor.interrupt(named?.shell);
  return { status: "ok" };
};
