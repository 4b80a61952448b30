import { Session, type Runtime } from "node:inspector";
import type { Cell } from "./protocol.ts";
import { scriptName } from "./stack.ts";

export type Evaluation =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "thrown"; readonly error: unknown }
  /** V8 was told to stop the script. */
  | { readonly kind: "terminated" };

/**
 * Runs scripts in V8's REPL mode: top-level await, and declarations that later scripts may repeat. The
 * session must be this thread's own; V8 cannot stop a script that a remote one evaluates.
 */
export class ReplSession {
  readonly #session = new Session();
  /** Where V8's answer, a handle, is turned back into the value it stands for. */
  #received: unknown;
  readonly #receiver: string;

  constructor() {
    this.#session.connect();
    this.#receiver = this.#handleOf((value: unknown) => {
      this.#received = value;
    });
  }

  async evaluate(cell: Cell): Promise<Evaluation> {
    const expression = `${cell.code}\n//# sourceURL=${scriptName(cell)}`;
    const objectGroup = scriptName(cell);
    const { promise, resolve } = Promise.withResolvers<Evaluation>();
    // The types of Node's inspector do not know replMode.
    const options: Runtime.EvaluateParameterType & { readonly replMode: boolean } = {
      expression,
      objectGroup,
      replMode: true,
      awaitPromise: true,
    };
    this.#session.post("Runtime.evaluate", options, (failure, answer) => {
      if (failure) resolve({ kind: "terminated" });
      else if (!answer.exceptionDetails) resolve({ kind: "value", value: this.#valueOf(answer.result) });
      else resolve({ kind: "thrown", error: this.#thrownIn(answer.exceptionDetails) });
    });
    const evaluation = await promise;
    this.#session.post("Runtime.releaseObjectGroup", { objectGroup });
    return evaluation;
  }

  /**
   * Gives V8 a harmless script to terminate. It ends by itself soon, for the termination may have done its work
   * already, in a timer of the cell.
   */
  absorbTermination(): void {
    const expression = "for (const start = Date.now(); Date.now() - start < 50; );";
    this.#session.post("Runtime.evaluate", { expression });
  }

  #thrownIn(details: Runtime.ExceptionDetails): unknown {
    return details.exception ? this.#valueOf(details.exception) : new Error(details.text);
  }

  #valueOf(handle: Runtime.RemoteObject): unknown {
    const { objectId, value, unserializableValue } = handle;
    if (objectId === undefined && unserializableValue === undefined) return value;
    const argument = objectId === undefined ? { unserializableValue } : { objectId };
    this.#session.post("Runtime.callFunctionOn", {
      objectId: this.#receiver,
      functionDeclaration: "function (value) { this(value); }",
      arguments: [argument],
    });
    const received = this.#received;
    this.#received = undefined;
    return received;
  }

  #handleOf(target: (value: unknown) => void): string {
    const slot = Symbol.for("kernel.receiver");
    Reflect.set(globalThis, slot, target);
    let handle: string | undefined;
    this.#session.post(
      "Runtime.evaluate",
      { expression: `globalThis[Symbol.for("kernel.receiver")]` },
      (_, answer) => {
        handle = answer.result.objectId;
      },
    );
    Reflect.deleteProperty(globalThis, slot);
    if (handle === undefined) throw new Error("The inspector gave no handle.");
    return handle;
  }
}
