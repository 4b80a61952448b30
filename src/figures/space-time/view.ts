import { formatDuration, milliseconds, type Duration, type Time } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import { endOf, flightsOf, type Flight } from "../flights.ts";
import { paxosRoles, type MessageRoles } from "../phases.ts";
import { usualWords, type Words } from "../words.ts";
import { marksOf, type Mark } from "./marks.ts";
import type { SpaceTimeOptions } from "./options.ts";
import { compressedScale, linearScale, type Extent, type TimeRange, type TimeScale } from "./time-scale.ts";

/** The part of a trace that a diagram shows, with every option filled in. */
export interface View {
  readonly trace: Trace;
  readonly title: string;
  readonly range: TimeRange;
  readonly nodes: readonly number[];
  readonly flights: readonly Flight[];
  readonly marks: readonly Mark[];
  readonly roles: MessageRoles;
  readonly words: Words;
  readonly width: number;
  readonly usualLatency: Duration;
}

export function viewOf(trace: Trace, options: SpaceTimeOptions): View {
  const range = { from: options.from ?? 0, to: Math.min(options.to ?? Infinity, endOf(trace)) };
  if (range.to < range.from) {
    throw new RangeError(
      `spaceTime: the range ends (${formatDuration(range.to)}) before it begins (${formatDuration(range.from)}).`,
    );
  }
  const nodes = options.nodes ?? trace.names.map((_, node) => node);
  const stranger = nodes.find((node) => trace.names[node] === undefined);
  if (stranger !== undefined) {
    throw new RangeError(
      `spaceTime: options.nodes names node ${stranger}; the trace has nodes 0 to ${trace.names.length - 1}.`,
    );
  }
  const shown = new Set(nodes);
  const words = { ...usualWords, ...options.words };
  const flights = flightsOf(trace).filter(
    (flight) =>
      shown.has(flight.from) &&
      shown.has(flight.to) &&
      overlaps(flight, range) &&
      (options.filter?.(flight) ?? true),
  );
  const marks = marksOf(trace, words, options.persists ?? false).filter(
    ({ node, at }) => shown.has(node) && at >= range.from && at <= range.to,
  );
  return {
    trace,
    title: options.title ?? `${trace.protocol}, seed ${trace.seed}: who said what to whom, and when`,
    range,
    nodes,
    flights,
    marks,
    roles: options.roles ?? paxosRoles,
    words,
    width: options.width ?? 960,
    usualLatency: medianLatency(flights),
  };
}

export function scaleOf(view: View, options: SpaceTimeOptions, extent: Extent): TimeScale {
  if (options.scale !== "compressed") return linearScale(view.range, extent);
  return compressedScale(view.range, moments(view), options.idle ?? 5 * view.usualLatency, extent);
}

function overlaps(flight: Flight, { from, to }: TimeRange): boolean {
  const endsAt = flight.end.kind === "under way" ? Infinity : flight.end.at;
  return flight.sentAt <= to && endsAt >= from;
}

/** Half of the messages took less; what a node tells itself does not count. */
function medianLatency(flights: readonly Flight[]): Duration {
  const latencies = flights
    .flatMap(({ from, to, sentAt, end }) =>
      end.kind === "delivered" && from !== to ? [end.at - sentAt] : [],
    )
    .sort((a, b) => a - b);
  return latencies[latencies.length >> 1] ?? milliseconds(10);
}

function moments({ flights, marks, range, trace }: View): readonly Time[] {
  const faults = trace.events.filter(({ kind }) => kind === "partition" || kind === "cut" || kind === "heal");
  return [
    ...flights.flatMap(({ sentAt, end }) => (end.kind === "under way" ? [sentAt] : [sentAt, end.at])),
    ...marks.map(({ at }) => at),
    ...faults.map(({ at }) => at),
  ]
    .filter((at) => at >= range.from && at <= range.to)
    .sort((a, b) => a - b);
}
