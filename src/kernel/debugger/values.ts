import type { Protocol } from "devtools-protocol";
import { DebugRequestError } from "./dap.ts";
import { describe } from "./describe.ts";
import * as inThread from "./in-thread.ts";
import type { Inspector } from "./inspector.ts";
import { objectGroup } from "./object-group.ts";
import type { RemoteObject } from "./references.ts";

/** Values as they lie in the thread of the cells. */
export class Values {
  readonly #inspector: Inspector;

  constructor(inspector: Inspector) {
    this.#inspector = inspector;
  }

  /** Calls one of the functions of in-thread.ts on a value there. @throws DebugRequestError with what it throws. */
  async call(
    objectId: string,
    task: (target: never, ...parameters: never[]) => unknown,
    ...parameters: readonly (string | number | boolean | RemoteObject)[]
  ): Promise<RemoteObject> {
    const { result, exceptionDetails } = await this.#inspector.post("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: inThread.asMethod(task),
      arguments: parameters.map((each) => (typeof each === "object" ? asArgument(each) : { value: each })),
      generatePreview: true,
      objectGroup,
      silent: true,
    });
    if (exceptionDetails) throw new DebugRequestError(problemOf(exceptionDetails));
    return result;
  }

  async properties(objectId: string): Promise<Protocol.Runtime.GetPropertiesResponse> {
    return this.#inspector.post("Runtime.getProperties", {
      objectId,
      ownProperties: true,
      generatePreview: true,
    });
  }

  /** Getters that its classes define: what they return is known only when they are run. */
  async inheritedGetters(objectId: string): Promise<readonly Protocol.Runtime.PropertyDescriptor[]> {
    const { result } = await this.#inspector.post("Runtime.getProperties", {
      objectId,
      ownProperties: false,
      accessorPropertiesOnly: true,
    });
    return result.filter(({ isOwn }) => isOwn !== true);
  }
}

/** A value as V8 wants it back. */
export function asArgument({
  objectId,
  unserializableValue,
  value,
}: RemoteObject): Protocol.Runtime.CallArgument {
  if (objectId !== undefined) return { objectId };
  return unserializableValue === undefined ? { value: value as unknown } : { unserializableValue };
}

export function problemOf({ exception, text }: Protocol.Runtime.ExceptionDetails): string {
  return exception ? describe(exception) : text;
}
