import type { NodeId, Time, Vocabulary } from "../../core/index.ts";
import type { Trace } from "../../sim/index.ts";

/** The first decision at one of some nodes. */
export interface Reached {
  readonly node: NodeId;
  readonly at: Time;
  /**
   * How many messages one after the other led there: the longest chain of them that began with a request. In a network
   * in which all messages take equally long, that is how long it took.
   */
  readonly delays: number;
}

/** Null if none of them has decided. */
export function firstDecision<V extends Vocabulary>(
  trace: Trace<V>,
  among: readonly NodeId[],
): Reached | null {
  /** By node, the longest chain that has reached it; by message, the one that it carries on. */
  const chains = new Map<NodeId, number>();
  const carried = new Map<number, number>();
  for (const event of trace.events) {
    if (event.kind === "request") chains.set(event.node, chains.get(event.node) ?? 0);
    if (event.kind === "send") {
      const chain = chains.get(event.node);
      if (chain !== undefined) carried.set(event.id, chain + 1);
    }
    if (event.kind === "deliver") {
      const chain = carried.get(event.id);
      if (chain !== undefined) chains.set(event.node, Math.max(chain, chains.get(event.node) ?? 0));
    }
    if (event.kind === "decide" && among.includes(event.node)) {
      return { node: event.node, at: event.at, delays: chains.get(event.node) ?? 0 };
    }
  }
  return null;
}
