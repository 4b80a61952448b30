import { formatBallot, formatDuration, groupedBy, type Duration, type Time } from "../../core/index.ts";
import { dropWords, type Flight } from "../flights.ts";
import { ballotOf, nameSome } from "../words.ts";

/**
 * Messages of one kind and ballot from one group of nodes to another, under way at about the same time;
 * or, if they were lost, from one group to any others.
 */
export interface Bundle {
  readonly from: string;
  /** The groups they were sent to: one, unless they were lost. */
  readonly to: readonly string[];
  readonly kind: string;
  readonly ballot: string;
  /** `delivered`, or why not. */
  readonly fate: string;
  readonly count: number;
  readonly sent: Spread;
  /** When they arrived or were lost; null if they are still under way. */
  readonly ended: Spread | null;
  /** Shortest and longest latency. */
  readonly latency: Spread | null;
}

export interface Spread {
  readonly min: number;
  readonly max: number;
}

/**
 * Gathers flights into bundles.
 *
 * @param isApart - whether two moments are too far apart on the page to belong together.
 */
export function bundlesOf(
  flights: readonly Flight[],
  groupOf: (node: number) => string,
  isApart: (earlier: Time, later: Time) => boolean,
): readonly Bundle[] {
  const alike = groupedBy(flights, (flight) =>
    [
      groupOf(flight.from),
      flight.end.kind === "dropped" ? "" : groupOf(flight.to),
      flight.kind,
      ballotWords(flight),
      fateOf(flight),
    ].join("\n"),
  );
  return [...alike.values()].flatMap((group) =>
    split(group, (flight) => flight.sentAt, isApart)
      .flatMap((wave) => split(wave, endOf, isApart))
      .map((wave) => bundle(wave, groupOf)),
  );
}

/** `Bandra → Kurla: 9 promises at ballot 1.2, 5.1 ms to 48 ms`, a line each. */
export function tellBundle({ from, to, kind, ballot, fate, count, sent, ended, latency }: Bundle): string {
  const range = ({ min, max }: Spread): string =>
    min === max ? formatDuration(min) : `${formatDuration(min)} to ${formatDuration(max)}`;
  const lines = [
    `${from} → ${nameSome(to.map((name) => (name === from ? "its own nodes" : name)))}: ${count} ${kind}${ballot && ` at ballot ${ballot}`}`,
    fate !== "delivered" && fate,
    `sent at ${range(sent)}`,
    latency && `delivered after ${range(latency)}`,
    fate !== "delivered" && ended && `at ${range(ended)}`,
  ];
  return lines.filter(Boolean).join("\n");
}

function bundle(flights: readonly Flight[], groupOf: (node: number) => string): Bundle {
  const first = flights[0] as Flight;
  const latencies = flights.flatMap(({ sentAt, end }): Duration[] =>
    end.kind === "delivered" ? [end.at - sentAt] : [],
  );
  return {
    from: groupOf(first.from),
    to: [...new Set(flights.map(({ to }) => groupOf(to)))],
    kind: first.kind,
    ballot: ballotWords(first),
    fate: fateOf(first),
    count: flights.length,
    sent: spread(flights.map(({ sentAt }) => sentAt)),
    ended: first.end.kind === "under way" ? null : spread(flights.map(endOf)),
    latency: latencies.length === 0 ? null : spread(latencies),
  };
}

/** Cuts a list where neighbours, in the order of their moments, lie apart. */
function split(
  flights: readonly Flight[],
  momentOf: (flight: Flight) => Time,
  isApart: (earlier: Time, later: Time) => boolean,
): readonly (readonly Flight[])[] {
  const waves: Flight[][] = [];
  let last: Time | null = null;
  for (const flight of flights.toSorted((a, b) => momentOf(a) - momentOf(b))) {
    const moment = momentOf(flight);
    if (last === null || isApart(last, moment)) waves.push([flight]);
    else waves.at(-1)?.push(flight);
    last = moment;
  }
  return waves;
}

const endOf = ({ end, sentAt }: Flight): Time => (end.kind === "under way" ? sentAt : end.at);

const fateOf = ({ end }: Flight): string => (end.kind === "dropped" ? dropWords[end.why] : end.kind);

function ballotWords({ message }: Flight): string {
  const ballot = ballotOf(message);
  return ballot === null ? "" : formatBallot(ballot);
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
}
