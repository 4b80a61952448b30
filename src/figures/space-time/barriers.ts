import type { NodeId, Time } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";

/** A partition or one-way cut, for as long as it was in force. */
export interface BarrierSpan {
  readonly label: string;
  /** Nodes that could still reach each other; for a cut, first those not heard, then those that do not hear. */
  readonly groups: readonly (readonly NodeId[])[];
  readonly oneWay: boolean;
  readonly from: Time;
  readonly to: Time;
  /** Whether it ended within the trace. */
  readonly healed: boolean;
}

export function barriersOf(trace: Trace, end: Time): readonly BarrierSpan[] {
  const open = new Map<string, Omit<BarrierSpan, "to" | "healed">>();
  const spans: BarrierSpan[] = [];
  const close = (label: string, to: Time, healed: boolean): void => {
    const barrier = open.get(label);
    if (barrier !== undefined) spans.push({ ...barrier, to, healed });
    open.delete(label);
  };
  for (const event of trace.events) {
    if (event.kind === "partition") {
      close(event.label, event.at, true);
      open.set(event.label, { label: event.label, groups: event.groups, oneWay: false, from: event.at });
    } else if (event.kind === "cut") {
      close(event.label, event.at, true);
      open.set(event.label, {
        label: event.label,
        groups: [event.from, event.to],
        oneWay: true,
        from: event.at,
      });
    } else if (event.kind === "heal") {
      close(event.label, event.at, true);
    }
  }
  for (const label of open.keys()) close(label, end, false);
  return spans.sort((a, b) => a.from - b.from);
}
