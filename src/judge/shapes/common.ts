import {
  array,
  integer,
  literal,
  minValue,
  number,
  pipe,
  strictObject,
  string,
  type GenericSchema,
} from "valibot";
import type { Ballot, NodeId, TimerSpan } from "../../core/index.ts";

/** A whole number, at least 0. */
export const whole = pipe(number(), integer(), minValue(0));

export const nodeId: GenericSchema<unknown, NodeId> = pipe(number(), integer(), minValue(0));

export const nodeIds: GenericSchema<unknown, readonly NodeId[]> = array(nodeId);

export const ballot: GenericSchema<unknown, Ballot> = strictObject({ round: whole, node: nodeId });

const timerSpan: GenericSchema<unknown, TimerSpan> = strictObject({ min: whole, max: whole });

/** The plans that the judge puts to the vote. */
export const plan = string();

/** Shapes of effects that name no message and no disk. */
export const setTimer = strictObject({
  kind: literal("set-timer"),
  timer: literal("retry"),
  after: timerSpan,
});
export const cancelTimer = strictObject({ kind: literal("cancel-timer"), timer: literal("retry") });
