import { formatBallot, formatDuration, type Duration } from "../../core/index.ts";
import { dropWords, type Flight } from "../flights.ts";
import { roleOf, type MessageRoles } from "../phases.ts";
import { ballotOf, type Words } from "../words.ts";
import { element, line, round, tip } from "./svg.ts";

/** A flight on the page. */
export interface Arrow {
  readonly flight: Flight;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** What stands at its end. */
  readonly end: "head" | "cross" | "open";
}

/** Where things lie on the page. */
export interface Placement {
  readonly x: (time: number) => number;
  /** The lane of a node. */
  readonly y: (node: number) => number;
  /** The drawing's right edge. */
  readonly right: number;
  /** What messages usually take: the slope of one that was lost at once. */
  readonly usualLatency: Duration;
}

export function placeArrow(flight: Flight, { x, y, right, usualLatency }: Placement): Arrow {
  const [x1, y1, yTo] = [x(flight.sentAt), y(flight.from), y(flight.to)];
  const towards = (share: number): number => y1 + (yTo - y1) * share;
  const { end } = flight;
  switch (end.kind) {
    case "delivered":
      return { flight, x1, y1, x2: x(end.at), y2: yTo, end: "head" };
    case "under way":
      return { flight, x1, y1, x2: right, y2: towards(0.5), end: "open" };
    case "dropped": {
      const sealedAtOnce = end.at === flight.sentAt;
      const towardsItself = flight.from === flight.to;
      const nominal = towardsItself ? x1 : (x1 + x(flight.sentAt + usualLatency)) / 2;
      const x2 = sealedAtOnce ? nominal : x(end.at);
      const share = sealedAtOnce ? 0.5 : end.why === "crashed" ? 1 : 0.85;
      return { flight, x1, y1, x2: Math.min(Math.max(x2, x1 + 6), right), y2: towards(share), end: "cross" };
    }
  }
}

/** How the page draws an arrow: the line, its end, a wide invisible line to point at, and what it tells. */
export function drawArrow(arrow: Arrow, roles: MessageRoles, tipWords: string): string {
  const { x1, y1, x2, y2 } = arrow;
  const path = arrow.flight.from === arrow.flight.to ? loopPath(arrow) : null;
  const d = path ?? `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`;
  return element("g", { class: arrowClass(arrow, roles) }, [
    tip(tipWords),
    element("path", { class: "line", d }),
    path === null || arrow.end === "cross" ? drawEnd(arrow) : "",
    element("path", { class: "hit", d }),
  ]);
}

function arrowClass({ flight, end }: Arrow, roles: MessageRoles): string {
  const { phase, part } = roleOf(flight.kind, roles);
  const duplicate = flight.end.kind === "delivered" && flight.end.duplicate;
  return ["m", phase, part === "answer" && "answer", end === "cross" && "lost", duplicate && "duplicate"]
    .filter(Boolean)
    .join(" ");
}

/** The message, its way and its times, a line each. */
export function tellFlight(flight: Flight, names: readonly string[], words: Words): string {
  const ballot = ballotOf(flight.message);
  const { end, sentAt } = flight;
  const lines = [
    words.message(flight.message),
    `${names[flight.from]} → ${flight.from === flight.to ? "itself" : names[flight.to]}`,
    ballot && `ballot ${formatBallot(ballot)}: round ${ballot.round} of ${names[ballot.node] ?? ballot.node}`,
    `sent at ${formatDuration(sentAt)}`,
  ];
  if (end.kind === "delivered") {
    lines.push(`delivered at ${formatDuration(end.at)}, after ${formatDuration(end.at - sentAt)}`);
    if (end.duplicate) lines.push("a duplicate: delivered before under the same id");
  } else if (end.kind === "dropped") {
    lines.push(`${dropWords[end.why]} at ${formatDuration(end.at)}`);
  } else {
    lines.push("still on its way at the end of the trace");
  }
  return lines.filter(Boolean).join("\n");
}

export function drawCross(x: number, y: number, size = 4.5): string {
  return (
    line("cross", x - size, y - size, x + size, y + size) +
    line("cross", x - size, y + size, x + size, y - size)
  );
}

/** The triangle at the tip of an arrow that comes from the given direction. */
export function drawHead(x1: number, y1: number, x2: number, y2: number, size = 8): string {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const corner = (turn: number): string =>
    `${round(x2 - size * Math.cos(angle + turn))} ${round(y2 - size * Math.sin(angle + turn))}`;
  return element("path", {
    class: "head",
    d: `M${round(x2)} ${round(y2)}L${corner(0.38)}L${corner(-0.38)}Z`,
  });
}

function drawEnd({ x1, y1, x2, y2, end }: Arrow): string {
  switch (end) {
    case "head":
      return drawHead(x1, y1, x2, y2);
    case "cross":
      return drawCross(x2, y2);
    case "open":
      return "";
  }
}

/** What a node says to itself: a small ear on its lane. */
function loopPath({ x1, x2, y1 }: Arrow): string {
  const reach = Math.max(5, (x2 - x1) / 2);
  const middle = (x1 + x2) / 2;
  return `M${round(middle - reach)} ${round(y1)}a${round(reach)} ${round(Math.min(reach, 14))} 0 0 1 ${round(2 * reach)} 0`;
}
