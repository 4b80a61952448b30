import { formatDuration } from "../core/index.ts";
import type { Trace } from "../sim/trace.ts";
import type { TableFigure } from "./figure.ts";
import { endOf, flightsOf } from "./flights.ts";
import { table } from "./table.ts";
import { isRecord, usualWords } from "./words.ts";

/** What happened in a run, in a few lines. */
export function summary(trace: Trace): TableFigure {
  const flights = flightsOf(trace);
  const sent = new Set(flights.map(({ id }) => id)).size;
  const ends = (kind: string): number => flights.filter(({ end }) => end.kind === kind).length;
  const decisions = trace.events.flatMap((event) => (event.kind === "decide" ? [event] : []));
  const decided = new Set(
    decisions.map(({ decision }) => usualWords.decision(decision).replace(/^decides /, "")),
  );
  const facts: Readonly<Record<string, string | number>> = {
    nodes: trace.names.length,
    "messages sent": sent,
    "messages delivered": ends("delivered"),
    "messages lost": ends("dropped"),
    crashes: trace.events.filter(({ kind }) => kind === "crash").length,
    "nodes that decided": new Set(decisions.map(({ node }) => node)).size,
    decided: [...decided].join(" and ") || "nothing",
    "first decision": decisions[0] === undefined ? "never" : formatDuration(decisions[0].at),
    "virtual time": formatDuration(endOf(trace)),
  };
  return table(
    Object.entries(facts).map(([what, value]) => ({ what, value })),
    { title: trace.seed === null ? trace.protocol : `${trace.protocol}, seed ${trace.seed}` },
  );
}

export function isTrace(value: unknown): value is Trace {
  return (
    isRecord(value) &&
    typeof value["protocol"] === "string" &&
    Array.isArray(value["names"]) &&
    Array.isArray(value["events"])
  );
}
