import { broadcast, nodes, type NodeId } from "../../core/index.ts";
import type { Message } from "./messages.ts";
import type { Action, Settings } from "./vocabulary.ts";

/** To all others. */
export function tellOthers<S, C, R>(
  self: NodeId,
  message: Message<S, C, R>,
  { processes }: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  return broadcast(
    nodes(processes).filter((process) => process !== self),
    message,
  );
}

export function tell<S, C, R>(to: NodeId, message: Message<S, C, R>): Action<S, C, R> {
  return { kind: "send", to, message };
}
