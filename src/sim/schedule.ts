import type { Effect, NodeId, Time, Vocabulary } from "../core/index.ts";

/** Something that the world does at a moment of virtual time. */
export interface Scheduled<V extends Vocabulary> {
  readonly at: Time;
  readonly action: Action<V>;
}

/** What the world can do to nodes and network. */
export type Action<V extends Vocabulary> =
  | { readonly kind: "request"; readonly node: NodeId; readonly request: V["request"] }
  | NodeFault
  | NetworkFault;

export type NodeFault =
  | { readonly kind: "crash"; readonly node: NodeId }
  /** Start again a node that is down; `disk: "lost"` brings it back without its memory. */
  | { readonly kind: "restart"; readonly node: NodeId; readonly disk?: "kept" | "lost" }
  /** The process stands still, and what arrives waits: a long garbage collection, a swapped-out machine. */
  | { readonly kind: "pause"; readonly node: NodeId }
  | { readonly kind: "resume"; readonly node: NodeId };

export type NetworkFault =
  /** Nodes of different groups cannot reach each other; nodes in no group are not affected. */
  | { readonly kind: "partition"; readonly label: string; readonly groups: readonly (readonly NodeId[])[] }
  /** One way only: nothing gets from `from` to `to`. */
  | {
      readonly kind: "cut";
      readonly label: string;
      readonly from: readonly NodeId[];
      readonly to: readonly NodeId[];
    }
  /** Ends the partition or cut of that label. */
  | { readonly kind: "heal"; readonly label: string };

/**
 * A crash in the middle of a step: the node does the effects before the `nth` one that matches (counted
 * from 1), and neither that one nor any later one. So one can see a message sent and its reason forgotten.
 */
export interface CrashBefore<V extends Vocabulary> {
  readonly node: NodeId;
  readonly effect: (effect: Effect<V>) => boolean;
  readonly nth?: number;
}

/** Reads well in a schedule: `at(milliseconds(5), { kind: "crash", node: 2 })`. */
export function at<V extends Vocabulary>(time: Time, action: Action<V>): Scheduled<V> {
  return { at: time, action };
}
