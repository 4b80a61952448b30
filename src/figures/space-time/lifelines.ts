import type { NodeId, Time } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";

/** A stretch of a node's life in one condition. */
export interface LifeSpan {
  readonly condition: "up" | "down" | "paused";
  readonly from: Time;
  readonly to: Time;
}

/** How a node fared from its first start to the end of the trace, without gaps. */
export function lifelineOf(trace: Trace, node: NodeId, end: Time): readonly LifeSpan[] {
  const spans: LifeSpan[] = [];
  let condition: LifeSpan["condition"] | null = null;
  let since: Time = 0;
  const become = (next: LifeSpan["condition"], at: Time): void => {
    if (condition !== null && at > since) spans.push({ condition, from: since, to: at });
    condition = next;
    since = at;
  };
  for (const event of trace.events) {
    if (!("node" in event) || event.node !== node) continue;
    const next = conditionAfter[event.kind];
    // A fixture or a cut-out may begin after the start: a node that does anything is up.
    if (next !== undefined) become(next, event.at);
    else if (condition === null) become("up", 0);
  }
  if (condition === null) become("up", 0);
  become("up", end);
  return spans;
}

const conditionAfter: Readonly<Record<string, LifeSpan["condition"] | undefined>> = {
  start: "up",
  resume: "up",
  crash: "down",
  pause: "paused",
};
