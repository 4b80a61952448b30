import type { Duration, Effect, Input, NodeId, Time, Transition, Vocabulary } from "../core/index.ts";
import type { Cause, Done } from "./pending.ts";
import type { Served } from "./trace.ts";

/**
 * How long a step keeps its node busy, in true time: a slow clock does not make a slow processor.
 *
 * A node is a single server. What reaches it while it is busy waits in line, and its effects happen when the work is
 * done; a crash before that loses the step. A start takes no time: how long a node is down is for the schedule to say.
 */
export type WorkModel<V extends Vocabulary> = (input: Handled<V>, effects: readonly Effect<V>[]) => Duration;

export type Handled<V extends Vocabulary> = Exclude<Input<V>, { readonly kind: "start" }>;

/** What the parts of a step cost. Fractions of a microsecond are fine: only their sum is rounded. */
export interface Costs<V extends Vocabulary> {
  /** To take in a message, a request or a timer and think about it. */
  readonly handle: Duration;
  /** Each message sent. */
  readonly send: Duration;
  /** Each write to disk: an fsync takes some 100 µs on a good drive and 10 ms on a rotating one. */
  readonly persist: Duration;
  /** To read or write a byte of a message, besides. */
  readonly perByte?: { readonly cost: Duration; readonly sizeOf: (message: V["message"]) => number };
}

/** The work model in which every step costs the sum of its parts. */
export function costs<V extends Vocabulary>({ handle, send, persist, perByte }: Costs<V>): WorkModel<V> {
  const bytes = (message: V["message"]): Duration =>
    perByte === undefined ? 0 : perByte.cost * perByte.sizeOf(message);
  const price = (effect: Effect<V>): Duration => {
    if (effect.kind === "send") return send + bytes(effect.message);
    return effect.kind === "persist" ? persist : 0;
  };
  return (input, effects) => {
    let sum = handle + (input.kind === "message" ? bytes(input.message) : 0);
    for (const effect of effects) sum += price(effect);
    return Math.round(sum);
  };
}

/** A step under way: thought through, but not done yet. */
export interface Job<V extends Vocabulary> {
  readonly cause: Cause<V>;
  readonly transition: Transition<V>;
  readonly served: Served;
  /** How much of the work was left at the moment `since`, when the node turned to it or came back to it. */
  readonly left: Duration;
  readonly since: Time;
  /** When the node will be done, unless something comes between; null while it stands still. */
  readonly due: Done | null;
}

/** @throws RangeError if a work model answers nonsense. */
export function requireSoundWork(work: Duration, node: NodeId): void {
  if (Number.isInteger(work) && work >= 0) return;
  throw new RangeError(
    `setup.work says that a step of node ${node} takes ${work}; work takes whole microseconds from 0 on.`,
  );
}
