import { formatDuration, inWords, type NodeId, type Vocabulary } from "../core/index.ts";
import type { Trace, TraceEvent } from "./trace.ts";

/**
 * A trace as lines that people read, one for each thing that happened to a node.
 *
 * What nodes do in answer (sends, writes, timers set) is left out: a message is told when it arrives,
 * or when it turns out that it never will. Only a message that is the end of the trace, as one that
 * breaks a property is, is told when it is sent.
 */
export function narrate<V extends Vocabulary>(trace: Trace<V>): readonly string[] {
  const crashed = new Set<NodeId>();
  const last = trace.events.at(-1);
  return trace.events.flatMap((event) => {
    if (event.kind === "crash") crashed.add(event.node);
    if (event.kind === "start" && !crashed.has(event.node)) return [];
    const line = tell(event, trace.names, event === last);
    return line === null ? [] : [`${formatDuration(event.at).padStart(8)}  ${line}`];
  });
}

function tell<V extends Vocabulary>(
  event: TraceEvent<V>,
  names: readonly string[],
  isLast: boolean,
): string | null {
  const name = (node: NodeId): string => names[node] ?? `node ${node}`;
  const list = (members: readonly NodeId[]): string => members.map(name).join(", ");
  switch (event.kind) {
    case "deliver":
      return `${name(event.from)} → ${name(event.node)}: ${inWords(event.message)}`;
    case "drop":
      return `${name(event.node)} ⇥ ${name(event.to)}: ${inWords(event.message)} (${dropped[event.why]})`;
    case "request":
      return `a client asks ${name(event.node)}: ${inWords(event.request)}`;
    case "decide":
      return `${name(event.node)} decides: ${inWords(event.decision)}`;
    case "timer":
      return `${name(event.node)}: the ${event.timer} timer rings`;
    case "crash":
      return `${name(event.node)} crashes`;
    case "start":
      return `${name(event.node)} starts again, ${event.persisted === null ? "with an empty disk" : "and reads its disk"}`;
    case "pause":
      return `${name(event.node)} stands still`;
    case "resume":
      return `${name(event.node)} goes on`;
    case "partition":
      return `${event.label}: ${event.groups.map(list).join(" | ")}`;
    case "cut":
      return `${event.label}: nothing gets from ${list(event.from)} to ${list(event.to)}`;
    case "heal":
      return `${event.label} is mended`;
    case "send":
      return isLast ? `${name(event.node)} says: ${inWords(event.message)}` : null;
    case "persist":
    case "set-timer":
    case "cancel-timer":
      return null;
  }
}

const dropped = { loss: "lost", partition: "cut off", crashed: "nobody there" } as const;
