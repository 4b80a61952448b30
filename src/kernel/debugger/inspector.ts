import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping.js";

type Commands = ProtocolMapping.Commands;
type Events = ProtocolMapping.Events;

export type Params<Method extends keyof Commands> = Commands[Method]["paramsType"][0];
export type Result<Method extends keyof Commands> = Commands[Method]["returnType"];

/** V8's inspector of the thread that runs cells, wherever that thread may be. */
export interface Inspector {
  /** @throws InspectorError if V8 refuses, or the thread has gone. */
  post<Method extends keyof Commands>(method: Method, params?: Params<Method>): Promise<Result<Method>>;
  /** The same where nothing depends on the answer, be it a refusal. */
  tell<Method extends keyof Commands>(method: Method, params?: Params<Method>): void;
}

/** What V8 tells without being asked. */
export type InspectorEvent = {
  [Name in keyof Events]: { readonly method: Name; readonly params: Events[Name][0] };
}[keyof Events];

/** V8 would not do it; the message is V8's own. */
export class InspectorError extends Error {
  override readonly name = "InspectorError";
}

/** What goes to the process of the cells. Nothing of it costs anything until the first `open`. */
export type ToInspector =
  | { readonly kind: "open" }
  | { readonly kind: "post"; readonly id: number; readonly method: string; readonly params: object }
  /** Takes all breakpoints away, and lets a paused cell go on. */
  | { readonly kind: "close" };

/** What comes from there. */
export type FromInspector =
  | { readonly kind: "answer"; readonly id: number; readonly result: unknown }
  | { readonly kind: "refusal"; readonly id: number; readonly message: string }
  | { readonly kind: "event"; readonly event: InspectorEvent };
