/**
 * The Debug Adapter Protocol, as Jupyter wraps it: a debug_request holds a request, a debug_reply the response,
 * a debug_event an event.
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request
 */
import type { DebugProtocol } from "@vscode/debugprotocol";

export type Request = DebugProtocol.Request;
export type Response = DebugProtocol.Response;
export type Event = DebugProtocol.Event;
export type Breakpoint = DebugProtocol.Breakpoint;
export type SourceBreakpoint = DebugProtocol.SourceBreakpoint;
export type StackFrame = DebugProtocol.StackFrame;
export type Scope = DebugProtocol.Scope;
export type Variable = DebugProtocol.Variable;
export type Source = DebugProtocol.Source;

/** Why a request cannot be met, in a sentence for whoever uses the debugger. */
export class DebugRequestError extends Error {
  override readonly name = "DebugRequestError";
}
