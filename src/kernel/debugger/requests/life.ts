import type { DebugProtocol } from "@vscode/debugprotocol";
import { cellPaths } from "../cell-path.ts";
import { threadId } from "../thread-id.ts";
import type { Handler } from "./handler.ts";

const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: true,
  supportsModulesRequest: true,
  supportsExceptionInfoRequest: true,
  supportsTerminateRequest: true,
  supportsClipboardContext: true,
  exceptionBreakpointFilters: [
    {
      filter: "uncaught",
      label: "Uncaught errors",
      description: "Errors that no code catches",
      default: false,
    },
    { filter: "all", label: "All errors", description: "Every error, caught or not", default: false },
  ],
};

/** What a client needs before, or instead of, a session: can be asked at any time. */
export const debugInfo: Handler = (_given, { isStarted, sessionIfAttached }) => ({
  isStarted,
  ...cellPaths,
  breakpoints: sessionIfAttached?.breakpoints.all() ?? [],
  stoppedThreads: sessionIfAttached?.stop ? [threadId] : [],
  richRendering: true,
  exceptionPaths: [],
  copyToGlobals: true,
});

export const initialize: Handler = (given, kernel) => {
  kernel.start(given.textIfGiven("clientID"));
  return capabilities;
};

export const attach: Handler = async (given, kernel) => {
  await kernel.attach({ isJustMyCode: given.flag("justMyCode", true) });
  return {};
};

export const configurationDone: Handler = () => ({});

export const disconnect: Handler = (_given, kernel) => {
  kernel.detach();
  return {};
};

/** Stops the running cell too. */
export const terminate: Handler = (_given, kernel) => {
  kernel.sessionIfAttached?.terminate();
  kernel.interrupt();
  kernel.detach();
  kernel.event("terminated");
  return {};
};
