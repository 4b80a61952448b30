import type { Debugger } from "../debugger.ts";
import { describe } from "../describe.ts";
import { DebugRequestError } from "../dap.ts";
import { evaluateAnywhere } from "../evaluate.ts";
import * as inThread from "../in-thread.ts";
import type { RemoteObject } from "../references.ts";
import { objectGroup } from "../object-group.ts";
import { isIdentifier } from "../presenter.ts";
import { asArgument } from "../values.ts";
import type { Handler } from "./handler.ts";

interface Bundle {
  readonly data: object;
  readonly metadata: object;
}

/** A variable as it would be shown below a cell. Empty if there is no such variable. */
export const richInspectVariables: Handler = async (given, kernel) => {
  const name = given.text("variableName");
  if (!isIdentifier(name)) return { data: {}, metadata: {} };
  let value: RemoteObject;
  try {
    value = await evaluateAnywhere(kernel, frameToLookIn(kernel, given.integerIfGiven("frameId")), name);
  } catch (error) {
    if (error instanceof DebugRequestError) return { data: {}, metadata: {} };
    throw error;
  }
  return (await render(kernel, value)) ?? { data: { "text/plain": describe(value) }, metadata: {} };
};

/** JupyterLab asks again, at each stop, for what it shows already, and names the frame of the first time. */
function frameToLookIn({ sessionIfAttached }: Debugger, asked: number | undefined): number | undefined {
  const frames = sessionIfAttached?.stop?.frames ?? [];
  return (frames.find(({ id }) => id === asked) ?? frames[0])?.id;
}

/** Nothing if it can be had only later, and the thread stands still. */
async function render(
  { inspector, sessionIfAttached }: Debugger,
  value: RemoteObject,
): Promise<Bundle | undefined> {
  const mayWait = !sessionIfAttached?.stop;
  const { result: global } = await inspector.post("Runtime.evaluate", {
    expression: "globalThis",
    objectGroup,
  });
  const { result, exceptionDetails } = await inspector.post("Runtime.callFunctionOn", {
    objectId: global.objectId ?? "",
    functionDeclaration: inThread.asMethod(inThread.rendered),
    arguments: [asArgument(value), { value: mayWait }],
    awaitPromise: mayWait,
    silent: true,
  });
  if (exceptionDetails || typeof result.value !== "string") return undefined;
  const { bundle } = JSON.parse(result.value) as { readonly bundle?: Bundle };
  return bundle && { data: bundle.data, metadata: bundle.metadata };
}
