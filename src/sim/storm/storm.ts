import type { Effect, NodeId, Property, Protocol, Time, Vocabulary } from "../../core/index.ts";
import type { Network } from "../network.ts";
import type { Run } from "../run.ts";
import type { CrashBefore, Scheduled } from "../schedule.ts";
import { simulate } from "../simulate.ts";

/**
 * One bad night as data: all that happens to a system, each thing removable without the others.
 *
 * That is what makes a failing night worth reading: {@link shrinkStorm} leaves out of it whatever the
 * failure does not need.
 */
export interface Storm<V extends Vocabulary> {
  /** Seeds the network and the timers. */
  readonly seed: number;
  /** How many nodes, or their names. */
  readonly nodes: number | readonly string[];
  readonly network: Network;
  /** Clock of each node; 1 runs true. */
  readonly clockRates: readonly number[];
  readonly happenings: readonly Happening<V>[];
}

export type Happening<V extends Vocabulary> = Planned<V> | Strike;

/** A request or a fault at a moment of virtual time. */
export interface Planned<V extends Vocabulary> extends Scheduled<V> {
  readonly kind: "planned";
}

/** The node dies with its `nth` effect of this kind (counted from 1) still undone. */
export interface Strike {
  readonly kind: "strike";
  readonly node: NodeId;
  readonly effect: Effect<Vocabulary>["kind"];
  readonly nth: number;
}

/** What has to come through the storm unharmed. */
export interface Vessel<V extends Vocabulary> {
  readonly protocol: Protocol<V>;
  readonly properties: readonly Property<V>[];
  /** Stop after this many steps of nodes. By default 100,000. */
  readonly untilSteps?: number;
  /** Stop at this moment, for a protocol that never comes to rest: its leader goes on saying that it lives. */
  readonly untilTime?: Time;
}

/** Puts a protocol through the storm. The run ends at the first violation, if there is one. */
export function weather<V extends Vocabulary>(vessel: Vessel<V>, storm: Storm<V>): Run<V> {
  const { protocol, properties, untilSteps = 100_000, untilTime = Infinity } = vessel;
  const { happenings, ...conditions } = storm;
  return simulate({
    ...conditions,
    protocol,
    properties,
    untilSteps,
    untilTime,
    schedule: happenings.filter((happening) => happening.kind === "planned"),
    crashBefore: happenings.flatMap((happening) => crashBefore<V>(happening)),
  });
}

function crashBefore<V extends Vocabulary>(happening: Happening<V>): readonly CrashBefore<V>[] {
  if (happening.kind !== "strike") return [];
  const { node, nth, effect: kind } = happening;
  return [{ node, nth, effect: (effect) => effect.kind === kind }];
}

/** Requests and faults as things that happen in a storm. */
export function planned<V extends Vocabulary>(schedule: readonly Scheduled<V>[]): readonly Planned<V>[] {
  return schedule.map((scheduled) => ({ kind: "planned", ...scheduled }));
}
