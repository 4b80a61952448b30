import type { NodeId } from "../../core/index.ts";

/** The nodes that only listen, and what the others are once a listener has been told something. */
export interface Listeners {
  readonly isListener: readonly boolean[];
  /** For each node, the host that stands for having forgotten it. */
  readonly forgotten: readonly number[];
}

/** @throws RangeError if a node that is said to only listen does anything. */
export function requireQuiet(node: NodeId, sentCount: number, timers: number): void {
  if (sentCount === 0 && timers === 0) return;
  throw new RangeError(
    `Node ${node} is one of model.listeners, but ${sentCount > 0 ? "sends a message" : "sets a timer"}; leave it out of the list.`,
  );
}
