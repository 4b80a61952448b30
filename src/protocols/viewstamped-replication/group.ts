import { broadcast, nodes, type NodeId } from "../../core/index.ts";
import type { Message, ViewNumber } from "./messages.ts";
import type { Action, Settings } from "./vocabulary.ts";

/** The replicas are primaries in turn (section 4). */
export function primaryOf<S, C, R>(view: ViewNumber, { replicas }: Settings<S, C, R>): NodeId {
  return view % replicas;
}

/** To all others. */
export function tellOthers<S, C, R>(
  self: NodeId,
  message: Message<S, C, R>,
  { replicas }: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  return broadcast(
    nodes(replicas).filter((replica) => replica !== self),
    message,
  );
}

export function tell<S, C, R>(to: NodeId, message: Message<S, C, R>): Action<S, C, R> {
  return { kind: "send", to, message };
}
