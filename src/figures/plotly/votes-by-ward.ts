import type { NodeId } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import type { PlotlyFigure } from "../figure.ts";
import { kindOf, valueIn } from "../words.ts";
import { stackByWard } from "./stack-by-ward.ts";

export interface VotesOptions {
  /** The ward, or any other group, of a node. */
  readonly groupBy: (node: NodeId) => string;
  readonly title?: string;
  /** The kind of message by which a node says what it accepted. By default `accepted`. */
  readonly kind?: string;
}

/** What the nodes of each ward accepted last, by the end of the trace. */
export function votesByWard(trace: Trace, { groupBy, title, kind = "accepted" }: VotesOptions): PlotlyFigure {
  return stackByWard({
    names: trace.names,
    groupBy,
    choices: lastVotes(trace, kind),
    verb: "accepted",
    title: (wards) => title ?? `What the ${trace.names.length} nodes of ${wards} wards accepted last`,
  });
}

function lastVotes({ events }: Trace, kind: string): ReadonlyMap<NodeId, string> {
  const votes = new Map<NodeId, string>();
  for (const event of events) {
    if (event.kind !== "send" || kindOf(event.message) !== kind) continue;
    votes.set(event.node, valueIn(event.message) ?? "a value");
  }
  return votes;
}
