import { DebugRequestError } from "../dap.ts";
import { dumpCell, setBreakpoints, setExceptionBreakpoints } from "./breakpoints.ts";
import { evaluate } from "./evaluate.ts";
import type { Handler } from "./handler.ts";
import { attach, configurationDone, debugInfo, disconnect, initialize, terminate } from "./life.ts";
import { richInspectVariables } from "./rich-inspect.ts";
import { modules, source } from "./sources.ts";
import { exceptionInfo, goOn, next, pause, scopes, stackTrace, stepIn, stepOut, threads } from "./stops.ts";
import { copyToGlobals, inspectVariables, setVariable, variables } from "./variables.ts";

const handlers: Readonly<Record<string, Handler>> = {
  // Of the Debug Adapter Protocol.
  initialize,
  attach,
  configurationDone,
  disconnect,
  terminate,
  setBreakpoints,
  setExceptionBreakpoints,
  threads,
  stackTrace,
  scopes,
  variables,
  setVariable,
  evaluate,
  exceptionInfo,
  source,
  modules,
  continue: goOn,
  next,
  stepIn,
  stepOut,
  pause,
  // Jupyter's additions.
  debugInfo,
  dumpCell,
  inspectVariables,
  richInspectVariables,
  copyToGlobals,
};

/** @throws DebugRequestError if there is none. */
export function handlerOf(command: string): Handler {
  const handler = Object.hasOwn(handlers, command) ? handlers[command] : undefined;
  if (handler) return handler;
  throw new DebugRequestError(`The debugger does not know the request "${command}".`);
}
