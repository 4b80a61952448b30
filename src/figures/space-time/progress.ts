import type { NodeId, Time } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import { roleOf, type MessageRoles } from "../phases.ts";
import { kindOf } from "../words.ts";

/** When each node of a group first promised, first accepted and first knew a decision; sorted. */
export interface Progress {
  readonly promised: readonly Time[];
  readonly accepted: readonly Time[];
  readonly decided: readonly Time[];
}

/** How far each group came: a node has promised, or accepted, once it says so to anybody. */
export function progressOf(
  trace: Trace,
  groupOf: (node: NodeId) => string,
  roles: MessageRoles,
): ReadonlyMap<string, Progress> {
  const first = {
    promised: new Map<NodeId, Time>(),
    accepted: new Map<NodeId, Time>(),
    decided: new Map<NodeId, Time>(),
  };
  const note = (times: Map<NodeId, Time>, node: NodeId, at: Time): void => {
    if (!times.has(node)) times.set(node, at);
  };
  for (const event of trace.events) {
    if (event.kind === "decide") note(first.decided, event.node, event.at);
    if (event.kind !== "send") continue;
    const { phase, part } = roleOf(kindOf(event.message), roles);
    if (part !== "answer") continue;
    if (phase === "phase1") note(first.promised, event.node, event.at);
    if (phase === "phase2") note(first.accepted, event.node, event.at);
  }
  const groups = new Set(trace.names.map((_, node) => groupOf(node)));
  const timesIn = (times: ReadonlyMap<NodeId, Time>, group: string): readonly Time[] =>
    [...times]
      .filter(([node]) => groupOf(node) === group)
      .map(([, at]) => at)
      .sort((a, b) => a - b);
  return new Map(
    [...groups].map((group) => [
      group,
      {
        promised: timesIn(first.promised, group),
        accepted: timesIn(first.accepted, group),
        decided: timesIn(first.decided, group),
      },
    ]),
  );
}
