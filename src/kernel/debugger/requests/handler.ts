import type { Arguments } from "../arguments.ts";
import type { Debugger } from "../debugger.ts";

/** Meets one kind of request: returns the body of the response. @throws DebugRequestError if it cannot. */
export type Handler = (given: Arguments, kernel: Debugger) => object | Promise<object>;
