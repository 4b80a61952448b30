import type { NodeId } from "../../core/index.ts";
import type { Message } from "./messages.ts";
import type { Action } from "./vocabulary.ts";

export function send<S, C, R>(to: NodeId, message: Message<C, R>): Action<S, C, R> {
  return { kind: "send", to, message };
}
