import type { NodeId, Vocabulary } from "../core/index.ts";
import type { Due } from "./queue.ts";
import type { NetworkFault, NodeFault } from "./schedule.ts";
import type { EffectEvent } from "./trace.ts";

/** What is going to happen. */
export type Pending<V extends Vocabulary> = Cause<V> | Done | Fault;

/** What makes a node take a step. */
export type Cause<V extends Vocabulary> = Arrival<V> | Ring<V> | Demand<V>;

/** A message reaches its receiver. */
export interface Arrival<V extends Vocabulary> extends Due {
  readonly kind: "arrival";
  readonly sent: Sent<V>;
}

/** The event of the trace by which the message set out. */
export type Sent<V extends Vocabulary> = Extract<EffectEvent<V>, { kind: "send" }>;

/** A timer runs out, unless it was set anew (with another ticket) or cancelled meanwhile. */
export interface Ring<V extends Vocabulary> extends Due {
  readonly kind: "timer";
  readonly node: NodeId;
  readonly timer: V["timer"];
  readonly ticket: number;
}

/** A client asks a node. */
export interface Demand<V extends Vocabulary> extends Due {
  readonly kind: "request";
  readonly node: NodeId;
  readonly request: V["request"];
}

/** A node is done with its work, unless it crashed or was paused meanwhile. */
export interface Done extends Due {
  readonly kind: "done";
  readonly node: NodeId;
}

export interface Fault extends Due {
  readonly kind: "fault";
  readonly fault: NodeFault | NetworkFault;
}
