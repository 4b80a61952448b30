import {
  InspectorError,
  type FromInspector,
  type Inspector,
  type InspectorEvent,
  type Params,
  type Result,
  type ToInspector,
} from "./inspector.ts";
import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping.js";

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: InspectorError) => void;
}

/** The inspector of another process: pairs what is asked with what comes back. */
export class RemoteInspector implements Inspector {
  readonly #send: (message: ToInspector) => void;
  readonly #onEvent: (event: InspectorEvent) => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(send: (message: ToInspector) => void, onEvent: (event: InspectorEvent) => void) {
    this.#send = send;
    this.#onEvent = onEvent;
  }

  async post<Method extends keyof ProtocolMapping.Commands>(
    method: Method,
    params?: Params<Method>,
  ): Promise<Result<Method>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Result<Method>>();
    this.#pending.set(id, { resolve, reject });
    this.#send({ kind: "post", id, method, params: params ?? {} });
    return promise;
  }

  tell<Method extends keyof ProtocolMapping.Commands>(method: Method, params?: Params<Method>): void {
    this.#send({ kind: "post", id: 0, method, params: params ?? {} });
  }

  hear(message: FromInspector): void {
    switch (message.kind) {
      case "answer":
        this.#take(message.id)?.resolve(message.result as never);
        return;
      case "refusal":
        this.#take(message.id)?.reject(new InspectorError(message.message));
        return;
      case "event":
        this.#onEvent(message.event);
        return;
    }
  }

  /** The other end has gone: nothing will be answered any more. */
  lose(): void {
    for (const { reject } of this.#pending.values()) {
      reject(new InspectorError("The thread that runs cells has ended."));
    }
    this.#pending.clear();
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}
