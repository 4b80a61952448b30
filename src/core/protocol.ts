import type { NodeId } from "./node-id.ts";
import type { Duration, Time } from "./time.ts";

/**
 * The vocabulary of one protocol: what its nodes remember, say, are asked and decide.
 *
 * All of it is plain, read-only data, so that it can be compared, stored, shown and sent.
 */
export interface Vocabulary {
  /** What a node knows; lost in a crash. */
  readonly state: unknown;
  /** What nodes send each other. */
  readonly message: unknown;
  /** What a client asks of a node. */
  readonly request: unknown;
  /** What a node keeps on disk; survives a crash. */
  readonly persisted: unknown;
  /** The names of a node's timers. */
  readonly timer: string;
  /** What a node announces once it knows it to be settled. */
  readonly decision: unknown;
}

/**
 * A distributed protocol as a pure state machine, one copy of it at each node.
 *
 * The same code is read in a notebook, run in the simulator, explored by the model checker and
 * graded. `step` must return the same answer for the same arguments and must not change them.
 */
export interface Protocol<V extends Vocabulary> {
  readonly name: string;
  /** The state of a node that has not started yet. */
  initial(self: NodeId): V["state"];
  /** What a node becomes and does on one input. The same state with no effects means nothing happened. */
  step(state: V["state"], input: Input<V>, context: Context): Transition<V>;
}

/** What can happen to a node. */
export type Input<V extends Vocabulary> =
  /** The process starts, for the first time (`persisted` is null) or after a crash (what its disk holds). */
  | { readonly kind: "start"; readonly persisted: V["persisted"] | null }
  | { readonly kind: "message"; readonly from: NodeId; readonly message: V["message"] }
  | { readonly kind: "timer"; readonly timer: V["timer"] }
  | { readonly kind: "request"; readonly request: V["request"] };

/**
 * What a node does, in order. An effect counts as done before the next one begins, so a message
 * sent before the `persist` it relies on can be out in the world when a crash forgets the reason.
 */
export type Effect<V extends Vocabulary> =
  /** Replace what the disk holds. */
  | { readonly kind: "persist"; readonly value: V["persisted"] }
  | { readonly kind: "send"; readonly to: NodeId; readonly message: V["message"] }
  /** Ask to be woken; setting a timer that runs already sets it anew. */
  | { readonly kind: "set-timer"; readonly timer: V["timer"]; readonly after: TimerSpan }
  | { readonly kind: "cancel-timer"; readonly timer: V["timer"] }
  | { readonly kind: "decide"; readonly decision: V["decision"] };

/**
 * How long a timer runs: drawn uniformly from `min` to `max` by whoever runs the protocol.
 *
 * This is the only randomness a protocol has. It decides when something happens and never what is
 * said, so the model checker may fire a timer at any moment and has then covered every draw.
 */
export interface TimerSpan {
  readonly min: Duration;
  readonly max: Duration;
}

/** What a node may know of the world when it takes a step. */
export interface Context {
  readonly self: NodeId;
  /** The node's own clock, which may run slow or fast. */
  readonly now: Time;
}

export interface Transition<V extends Vocabulary> {
  readonly state: V["state"];
  readonly effects: readonly Effect<V>[];
}

/** A transition that does nothing. */
export function unchanged<S>(state: S): { readonly state: S; readonly effects: readonly [] } {
  return { state, effects: noEffects };
}

const noEffects: readonly [] = [];

/** One `send` effect for each of the nodes in `to`. */
export function broadcast<M>(
  to: readonly NodeId[],
  message: M,
): readonly { readonly kind: "send"; readonly to: NodeId; readonly message: M }[] {
  return to.map((node) => ({ kind: "send", to: node, message }));
}
