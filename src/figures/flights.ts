import type { NodeId, Time } from "../core/index.ts";
import type { DropReason, Trace } from "../sim/trace.ts";
import { kindOf } from "./words.ts";

/**
 * One message on its one way through the network: an arrow of the diagram.
 *
 * A duplicated message makes two flights, one lost makes a flight that ends in nothing.
 */
export interface Flight {
  readonly id: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: unknown;
  /** The message's kind: `prepare`. */
  readonly kind: string;
  readonly sentAt: Time;
  readonly end: FlightEnd;
}

export type FlightEnd =
  | { readonly kind: "delivered"; readonly at: Time; readonly duplicate: boolean }
  | { readonly kind: "dropped"; readonly at: Time; readonly why: DropReason }
  /** Neither delivered nor dropped when the trace ends. */
  | { readonly kind: "under way" };

/** All flights of a trace, in the order in which they were sent. */
export function flightsOf(trace: Trace): readonly Flight[] {
  const sent = new Map<number, { readonly flight: Omit<Flight, "end">; readonly ends: FlightEnd[] }>();
  for (const event of trace.events) {
    switch (event.kind) {
      case "send": {
        const { id, node: from, to, message, at: sentAt } = event;
        sent.set(id, { flight: { id, from, to, message, kind: kindOf(message), sentAt }, ends: [] });
        break;
      }
      case "deliver": {
        const ends = sent.get(event.id)?.ends;
        const duplicate = ends?.some((end) => end.kind === "delivered") ?? false;
        ends?.push({ kind: "delivered", at: event.at, duplicate });
        break;
      }
      case "drop":
        sent.get(event.id)?.ends.push({ kind: "dropped", at: event.at, why: event.why });
        break;
      default:
    }
  }
  return [...sent.values()].flatMap(({ flight, ends }) =>
    (ends.length === 0 ? [underWay] : ends).map((end) => ({ ...flight, end })),
  );
}

/** One flight for each message sent: where there are several, that of a delivery rather than of a loss. */
export function messagesOf(trace: Trace): readonly Flight[] {
  const best = new Map<number, Flight>();
  for (const flight of flightsOf(trace)) {
    const known = best.get(flight.id);
    if (known === undefined || (known.end.kind !== "delivered" && flight.end.kind === "delivered")) {
      best.set(flight.id, flight);
    }
  }
  return [...best.values()];
}

const underWay: FlightEnd = { kind: "under way" };

/** The moment of the last event; 0 for an empty trace. */
export function endOf(trace: Trace): Time {
  return trace.events.at(-1)?.at ?? 0;
}

/** How a lost message was lost, in words. */
export const dropWords: Readonly<Record<DropReason, string>> = {
  loss: "lost by the network",
  partition: "cut off by a partition",
  crashed: "receiver was down",
};
