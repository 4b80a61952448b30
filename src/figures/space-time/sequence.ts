import { formatDuration, groupedBy } from "../../core/index.ts";
import type { TraceEvent } from "../../sim/trace.ts";
import { dropWords } from "../flights.ts";
import { count } from "../words.ts";
import type { View } from "./view.ts";

const mostLines = 60;

/** The run as lines of text: what a space-time diagram is where nothing can be drawn. */
export function sequenceOf(view: View): string {
  const events = seenEvents(view);
  const broadcasts = groupedBy(events, broadcastOf);
  const moments = events.flatMap((event) => {
    const told = tellEvent(event, broadcasts.get(broadcastOf(event)) ?? [], view);
    return told === null ? [] : [{ at: formatDuration(event.at), words: told }];
  });
  const shown = moments.slice(0, mostLines);
  const width = Math.max(0, ...shown.map(({ at }) => at.length));
  const rest = moments.length - shown.length;
  return [
    view.title,
    ...shown.map(({ at, words }) => `${at.padStart(width)}  ${words}`),
    ...(rest > 0 ? [`… and ${count(rest, "more line")}`] : []),
  ].join("\n");
}

/** The events of the lanes and messages that the diagram shows, in the order they happened. */
function seenEvents({ trace, range, nodes, flights }: View): readonly TraceEvent[] {
  const lanes = new Set(nodes);
  const messages = new Set(flights.map(({ id }) => id));
  return trace.events.filter((event) => {
    if (event.at < range.from || event.at > range.to) return false;
    if ("id" in event) return messages.has(event.id);
    return !("node" in event) || lanes.has(event.node);
  });
}

function tellEvent(event: TraceEvent, broadcast: readonly TraceEvent[], view: View): string | null {
  const { words, trace } = view;
  const name = (node: number): string => trace.names[node] ?? String(node);
  switch (event.kind) {
    case "send":
      // A broadcast is one line, told by the first of its messages.
      if (event !== broadcast[0]) return null;
      return `${name(event.node)} → ${receivers(broadcast, name)}: ${words.message(event.message)}`;
    case "deliver":
      if (event.from === event.node) return null;
      return `${name(event.node)} ← ${name(event.from)}: ${words.message(event.message)}`;
    case "drop":
      return `× ${name(event.node)} → ${name(event.to)}: ${words.message(event.message)}, ${dropWords[event.why]}`;
    case "request":
      return `${name(event.node)} ${words.request(event.request)}`;
    case "decide":
      return `${name(event.node)} ${words.decision(event.decision)}`;
    case "timer":
      return `${name(event.node)}: timer ${event.timer} rings`;
    case "start":
      return event.at === 0 ? null : `${name(event.node)} restarts`;
    case "crash":
      return `${name(event.node)} crashes`;
    case "pause":
      return `${name(event.node)} pauses`;
    case "resume":
      return `${name(event.node)} goes on`;
    case "partition":
    case "cut":
      return `— ${event.label} begins`;
    case "heal":
      return `— ${event.label} ends`;
    case "persist":
    case "set-timer":
    case "cancel-timer":
      return null;
  }
}

/** Messages of the same words from one node at one moment are one broadcast. */
function broadcastOf(event: TraceEvent): string {
  return event.kind === "send" ? `${event.at} ${event.node} ${JSON.stringify(event.message)}` : "";
}

function receivers(broadcast: readonly TraceEvent[], name: (node: number) => string): string {
  const to = broadcast.flatMap((event) => (event.kind === "send" ? [event.to] : []));
  return to.length > 9 ? count(to.length, "node") : to.map(name).join(", ");
}
