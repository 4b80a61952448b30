import type { Duration, NodeId, Time } from "../../core/index.ts";
import type { Run } from "../../sim/index.ts";
import type { WardLog } from "../bmc/ward-log.ts";

export interface MoveSummary {
  /** How many configurations were put into the log. */
  readonly configurations: number;
  /** From the slot of the first of them to the first slot of which the last is in charge; null if it never came so far. */
  readonly slots: number | null;
  /** How many of these slots hold a no-op. */
  readonly noOps: number;
  /** From the wish until some node knew that the last configuration is in force; null if none ever did. */
  readonly time: Duration | null;
  /** The longest time without an answer to a client, between the first and the last of the payments. */
  readonly longestSilence: Duration;
  /** Which wards of the new house have served somebody in the end. */
  readonly serving: readonly NodeId[];
  /** Who led, in order. */
  readonly leaders: readonly NodeId[];
}

interface Known {
  readonly begin: Time;
  /** How many configurations there are to be. */
  readonly steps: number;
  readonly lateClient: (node: NodeId) => number;
}

export function summariseMove(run: Run<WardLog>, { begin, steps, lateClient }: Known): MoveSummary {
  const { decisions, states, trace } = run;
  const from = new Map<number, number>();
  const put = new Map<number, number>();
  const noOps = new Set<number>();
  let time: Duration | null = null;
  for (const { at, decision } of decisions) {
    if (decision.kind === "reconfigured") from.set(decision.number, decision.from);
    if (decision.kind !== "applied") continue;
    const { slot, value } = decision;
    if (value.kind === "reconfigure" && !put.has(value.number)) put.set(value.number, slot);
    if (value.kind === "no-op") noOps.add(slot);
    if (slot + 1 === from.get(steps)) time ??= at - begin;
  }
  const [first, last] = [put.get(1) ?? Infinity, from.get(steps) ?? Infinity];
  const answered = decisions.flatMap(({ at, decision }) =>
    decision.kind === "answered" && decision.client < lateClient(0) && at >= begin ? [at] : [],
  );
  const served = new Set(
    decisions.map(({ decision }) => (decision.kind === "answered" ? decision.client : null)),
  );
  const leaders = trace.events.flatMap((event) =>
    event.kind === "send" && event.message.kind === "heartbeat" ? [event.message.ballot.node] : [],
  );
  return {
    configurations: put.size,
    slots: time === null ? null : last - first,
    noOps: [...noOps].filter((slot) => slot > first && slot < last).length,
    time,
    longestSilence: Math.max(0, ...answered.map((at, nth) => at - (answered[nth - 1] ?? at))),
    serving: states.flatMap((_, node) => (served.has(lateClient(node)) ? [node] : [])),
    leaders: leaders.filter((node, nth) => node !== leaders[nth - 1]),
  };
}
