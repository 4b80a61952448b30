import type { NodeId, Vocabulary } from "../core/index.ts";
import type { Due } from "./queue.ts";
import type { Action } from "./schedule.ts";

/** What is going to happen. */
export type Pending<V extends Vocabulary> = Arrival<V> | Ring<V> | (Due & Planned<V>);

/** A message reaches its receiver. */
export interface Arrival<V extends Vocabulary> extends Due, Envelope<V> {
  readonly kind: "arrival";
}

/** A timer runs out, unless it was set anew (with another ticket) or cancelled meanwhile. */
export interface Ring<V extends Vocabulary> extends Due {
  readonly kind: "timer";
  readonly node: NodeId;
  readonly timer: V["timer"];
  readonly ticket: number;
}

interface Planned<V extends Vocabulary> {
  readonly kind: "action";
  readonly action: Action<V>;
}

/** A message with its addresses. */
export interface Envelope<V extends Vocabulary> {
  readonly id: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: V["message"];
}
