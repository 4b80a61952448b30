import { formatDuration } from "../../core/index.ts";
import { inProtocolOrder } from "../phases.ts";
import { count } from "../words.ts";
import { barriersOf } from "./barriers.ts";
import type { View } from "./view.ts";

/** In words, what the diagram shows. */
export function tellView(view: View, lanes: string): string {
  const { trace, flights, marks, range } = view;
  const kinds = inProtocolOrder(new Set(flights.map(({ kind }) => kind)), view.roles);
  const byKind = kinds.map((kind) => `${flights.filter((flight) => flight.kind === kind).length} ${kind}`);
  const lost = flights.filter(({ end }) => end.kind === "dropped").length;
  const crashed = marks.filter(({ kind }) => kind === "crash").map(({ node }) => trace.names[node]);
  const barriers = barriersOf(trace, range.to).map(({ label }) => label);
  const decisions = marks.filter(({ kind }) => kind === "decide");
  return [
    `Space-time diagram of ${lanes} from ${formatDuration(range.from)} to ${formatDuration(range.to)}:`,
    `${count(flights.length, "message")}${byKind.length > 0 ? ` (${byKind.join(", ")})` : ""}, ${lost} lost.`,
    crashed.length > 0 && `Crashes: ${crashed.join(", ")}.`,
    barriers.length > 0 && `Partitions: ${barriers.join(", ")}.`,
    decisions.length === 0 ? "No node decides." : tellDecisions(view),
  ]
    .filter(Boolean)
    .join(" ");
}

function tellDecisions({ marks, trace }: View): string {
  const decisions = marks.filter(({ kind, label }) => kind === "decide" && label !== "");
  const words = new Set(decisions.map(({ label }) => label.replace(/^decides /, "")));
  const deciders = new Set(decisions.map(({ node }) => node));
  const first = decisions[0];
  if (first === undefined) return "";
  const who = `${count(deciders.size, "node decides", "nodes decide")} ${[...words].join(" and ")}`;
  return `${who}, ${trace.names[first.node]} first, at ${formatDuration(first.at)}.`;
}
