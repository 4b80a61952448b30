import type { Protocol } from "devtools-protocol";
import { setTimeout as sleep } from "node:timers/promises";
import { CellSyntaxError, transpile } from "../language/index.ts";
import { DebugRequestError } from "./dap.ts";
import type { Debugger } from "./debugger.ts";
import { expressionToJavaScript } from "./typescript.ts";
import { objectGroup } from "./object-group.ts";
import { problemOf } from "./values.ts";

type RemoteObject = Protocol.Runtime.RemoteObject;

/** How long a value may take, in milliseconds: other requests wait for it. */
const patience = 10_000;

/** The value of an expression in a frame that is paused. @throws DebugRequestError with what it throws. */
export async function evaluateInFrame(
  { inspector, session }: Debugger,
  frameId: number,
  expression: string,
  options: { readonly throwOnSideEffect?: boolean } = {},
): Promise<RemoteObject> {
  const { call } = session.frame(frameId);
  if (!call) throw new DebugRequestError("A frame that awaits has no variables to be seen.");
  const { result, exceptionDetails } = await inspector.post("Debugger.evaluateOnCallFrame", {
    callFrameId: call.callFrameId,
    expression: expressionToJavaScript(expression),
    objectGroup,
    generatePreview: true,
    silent: true,
    ...options,
  });
  if (exceptionDetails) throw new DebugRequestError(problemOf(exceptionDetails));
  return result;
}

/**
 * The value of code as the next cell would have it. As long as a cell is paused nothing can be awaited, and
 * only expressions are possible.
 *
 * @throws DebugRequestError with what it throws.
 */
async function evaluateGlobally(kernel: Debugger, code: string): Promise<RemoteObject> {
  const isPaused = kernel.sessionIfAttached?.stop !== undefined;
  const evaluated = kernel.inspector.post("Runtime.evaluate", {
    ...(isPaused
      ? { expression: expressionToJavaScript(code) }
      : { expression: asCell(code), replMode: true, awaitPromise: true }),
    objectGroup,
    generatePreview: true,
    silent: true,
    // A breakpoint in what is called would keep this request, and all that follow it, waiting for ever.
    disableBreaks: true,
    timeout: patience,
  });
  const answer = await Promise.race([evaluated, sleep(patience, undefined, { ref: false })]);
  if (!answer) throw new DebugRequestError("The value takes too long.");
  if (answer.exceptionDetails) throw new DebugRequestError(problemOf(answer.exceptionDetails));
  return answer.result;
}

/** In the frame, if the client names one that is paused. */
export async function evaluateAnywhere(
  kernel: Debugger,
  frameId: number | undefined,
  code: string,
  options: { readonly throwOnSideEffect?: boolean } = {},
): Promise<RemoteObject> {
  return frameId === undefined || !kernel.sessionIfAttached?.stop
    ? evaluateGlobally(kernel, code)
    : evaluateInFrame(kernel, frameId, code, options);
}

function asCell(code: string): string {
  try {
    return transpile(code).code;
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    throw new DebugRequestError(`SyntaxError: ${error.message}`);
  }
}
