import type { Call, History } from "../../properties/index.ts";
import { count, formatValue } from "../words.ts";
import type { HistoryOptions } from "./options.ts";

/** What part a call plays in the verdict. */
export type Role = "plain" | "part" | "blamed" | "source";

/** One call as a bar. */
export interface Bar {
  readonly place: number;
  readonly client: number;
  readonly words: string;
  readonly role: Role;
  readonly from: number;
  /** null if it never returned. */
  readonly to: number | null;
  /** When it takes effect, if the verdict says so, and as which of all. */
  readonly point: { readonly at: number; readonly rank: number } | null;
}

/** What of a history is drawn. */
export interface HistoryView {
  readonly title: string;
  readonly subtitle: string | undefined;
  readonly alt: string;
  /** The clients that have a lane, from the top. */
  readonly clients: readonly number[];
  readonly nameOf: (client: number) => string;
  /** By their beginning. */
  readonly bars: readonly Bar[];
  readonly width: number;
}

/** More calls than this are not drawn unless asked for. */
const mostCalls = 40;

/** @throws RangeError if the options name a call that the history does not have. */
export function viewOf<Operation, Result>(
  history: History<Operation, Result>,
  options: HistoryOptions<Operation, Result>,
): HistoryView {
  const places = options.calls ?? placesOf(history, options);
  const stranger = places.find((place) => history[place] === undefined);
  if (stranger !== undefined) {
    throw new RangeError(
      `historyTimeline: options.calls names call ${stranger}; the history has calls 0 to ${history.length - 1}.`,
    );
  }
  const points = pointsOf(options);
  const bars = places
    .map((place) => barOf(history[place]!, place, options, points.get(place) ?? null))
    .sort((a, b) => a.from - b.from || a.place - b.place);
  const clients = [...new Set(bars.map(({ client }) => client))].sort((a, b) => a - b);
  const shown = bars.length === history.length ? "" : ` of ${history.length.toLocaleString("en")}`;
  const title = options.title ?? titleOf(options);
  const explanation =
    options.verdict?.kind === "not linearizable" ? options.verdict.counterexample.explanation : undefined;
  return {
    title,
    subtitle: options.subtitle ?? explanation,
    alt:
      `Timeline of ${count(bars.length, "call")}${shown} by ${count(clients.length, "client")}.` +
      (explanation === undefined ? "" : ` ${explanation}`),
    clients,
    nameOf: options.nameOf ?? ((client) => `client ${client}`),
    bars,
    width: options.width ?? 960,
  };
}

function placesOf<Operation, Result>(
  history: History<Operation, Result>,
  { verdict }: HistoryOptions<Operation, Result>,
): readonly number[] {
  if (history.length <= mostCalls) return [...history.keys()];
  if (verdict?.kind !== "not linearizable") return [...history.keys()].slice(0, mostCalls);
  const { calls, sources } = verdict.counterexample;
  return [...calls, ...sources];
}

function titleOf<Operation, Result>({ verdict }: HistoryOptions<Operation, Result>): string {
  switch (verdict?.kind) {
    case "linearizable":
      return "Linearizable: every call took effect at one moment of its time";
    case "not linearizable":
      return "Not linearizable: no order explains what the clients were told";
    case "unknown":
    case undefined:
      return "Who asked what, from when to when, and what they were told";
  }
}

function pointsOf<Operation, Result>({
  verdict,
}: HistoryOptions<Operation, Result>): ReadonlyMap<number, NonNullable<Bar["point"]>> {
  if (verdict?.kind !== "linearizable") return new Map();
  return new Map(verdict.order.map(({ call, at }, index) => [call, { at, rank: index + 1 }]));
}

function barOf<Operation, Result>(
  call: Call<Operation, Result>,
  place: number,
  { verdict, specification }: HistoryOptions<Operation, Result>,
  point: Bar["point"],
): Bar {
  const { client, operation, invokedAt: from, returnedAt: to } = call;
  const observed = call.returnedAt === null ? null : call;
  const plain = observed === null ? "" : ` → ${formatValue(observed.result)}`;
  const words = specification?.describe?.(operation, observed) ?? `${formatValue(operation)}${plain}`;
  const counterexample = verdict?.kind === "not linearizable" ? verdict.counterexample : null;
  const role =
    counterexample === null
      ? "plain"
      : counterexample.blamed === place
        ? "blamed"
        : counterexample.calls.includes(place)
          ? "part"
          : counterexample.sources.includes(place)
            ? "source"
            : "plain";
  return { place, client, words, role, from, to, point };
}
