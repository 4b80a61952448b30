import type { NodeId } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import type { PlotlyFigure } from "../figure.ts";
import { formatValue, valueIn } from "../words.ts";
import { stackByWard } from "./stack-by-ward.ts";

export interface DecisionsByWardOptions {
  /** The ward, or any other group, of a node. */
  readonly groupBy: (node: NodeId) => string;
  readonly title?: string;
}

/** What the nodes of each ward decided first, by the end of the trace. Two colours are a broken agreement. */
export function decisionsByWard(trace: Trace, { groupBy, title }: DecisionsByWardOptions): PlotlyFigure {
  return stackByWard({
    names: trace.names,
    groupBy,
    choices: firstDecisions(trace),
    verb: "decided",
    title: (wards) => title ?? `What the ${trace.names.length} nodes of ${wards} wards decided`,
  });
}

function firstDecisions({ events }: Trace): ReadonlyMap<NodeId, string> {
  const decided = new Map<NodeId, string>();
  for (const event of events) {
    if (event.kind !== "decide" || decided.has(event.node)) continue;
    decided.set(event.node, valueIn(event.decision) ?? formatValue(event.decision));
  }
  return decided;
}
