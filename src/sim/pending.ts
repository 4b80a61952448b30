import type { NodeId, Vocabulary } from "../core/index.ts";
import type { Due } from "./queue.ts";
import type { Action } from "./schedule.ts";
import type { EffectEvent } from "./trace.ts";

/** What is going to happen. */
export type Pending<V extends Vocabulary> = Arrival<V> | Ring<V> | (Due & Planned<V>);

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

interface Planned<V extends Vocabulary> {
  readonly kind: "action";
  readonly action: Action<V>;
}
