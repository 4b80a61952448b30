import type { Arguments } from "../arguments.ts";
import { DebugRequestError } from "../dap.ts";
import type { Debugger } from "../debugger.ts";
import { describe, isKeyed, typeOf } from "../describe.ts";
import { evaluateAnywhere, evaluateInFrame } from "../evaluate.ts";
import * as inThread from "../in-thread.ts";
import type { RemoteObject } from "../references.ts";
import { isIdentifier } from "../presenter.ts";
import type { Page } from "../variables.ts";
import type { Handler } from "./handler.ts";

export const variables: Handler = async (given, kernel) => ({
  variables: await kernel.variables.list(given.integer("variablesReference"), page(given)),
});

/** All top-level variables of all cells. */
export const inspectVariables: Handler = async (_given, kernel) => {
  if (!kernel.sessionIfAttached?.stop) kernel.references.clear();
  return { variables: await kernel.variables.globals() };
};

export const setVariable: Handler = async (given, kernel) => {
  const value = await change(kernel, given);
  return { value: describe(value), type: typeOf(value), ...kernel.presenter.unfoldable(value) };
};

async function change(kernel: Debugger, given: Arguments): Promise<RemoteObject> {
  const name = given.text("name");
  const expression = given.text("value");
  const container = kernel.references.get(given.integer("variablesReference"));
  switch (container?.kind) {
    case "scopes":
      if (!isIdentifier(name)) throw new DebugRequestError(`"${name}" cannot be changed.`);
      return evaluateInFrame(kernel, container.frameId, `${name} = (${expression})`);
    case "globals":
      return evaluateAnywhere(kernel, topFrameId(kernel), `${name} = (${expression})`);
    case "whole":
    case "range": {
      const { value: whole } = container.whole;
      if (isKeyed(whole.subtype))
        throw new DebugRequestError("The entries of a Map or Set cannot be changed here.");
      const value = await evaluateAnywhere(kernel, topFrameId(kernel), expression);
      return kernel.values.call(whole.objectId, inThread.assign, name, value);
    }
    case "getter":
    case undefined:
      throw new DebugRequestError(`"${name}" cannot be changed.`);
  }
}

function topFrameId({ sessionIfAttached }: Debugger): number | undefined {
  return sessionIfAttached?.stop?.frames[0]?.id;
}

/** Makes a variable of a frame a variable of the notebook, to be used when the cell is over. */
export const copyToGlobals: Handler = async (given, kernel) => {
  const destination = given.text("dstVariableName");
  if (!isIdentifier(destination)) throw new DebugRequestError(`"${destination}" cannot name a variable.`);
  const value = await evaluateInFrame(kernel, given.integer("srcFrameId"), given.text("srcVariableName"));
  const { result: global } = await kernel.inspector.post("Runtime.evaluate", { expression: "globalThis" });
  await kernel.values.call(global.objectId ?? "", inThread.park, value);
  const expression = `let ${destination} = globalThis[Symbol.for("paxoslab.parked")];`;
  // V8 answers only when the cell goes on, but declares at once.
  kernel.inspector.tell("Runtime.evaluate", { expression, replMode: true, silent: true });
  return {};
};

function page(given: Arguments): Page {
  const filter = given.textIfGiven("filter");
  const start = given.integerIfGiven("start");
  const count = given.integerIfGiven("count");
  return {
    ...((filter === "indexed" || filter === "named") && { filter }),
    ...(start !== undefined && { start }),
    ...(count !== undefined && { count }),
  };
}
