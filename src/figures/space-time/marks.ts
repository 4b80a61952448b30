import { formatDuration, type NodeId, type Time } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import { formatValue, type Words } from "../words.ts";
import { element, round } from "./svg.ts";

/** Something that happened at a node, other than messages. */
export interface Mark {
  readonly kind: MarkKind;
  readonly node: NodeId;
  readonly at: Time;
  /** What stands beside it; empty for none. */
  readonly label: string;
  readonly tip: string;
}

export type MarkKind = "request" | "decide" | "timer" | "persist" | "crash" | "restart" | "pause" | "resume";

export function marksOf(trace: Trace, words: Words, withPersists: boolean): readonly Mark[] {
  const decided = new Set<string>();
  return trace.events.flatMap((event): Mark | [] => {
    const told = (kind: MarkKind, label: string, what: string): Mark => {
      const node = "node" in event ? event.node : 0;
      const where = `${trace.names[node]} at ${formatDuration(event.at)}`;
      return { kind, node, at: event.at, label, tip: `${what}\n${where}` };
    };
    switch (event.kind) {
      case "request": {
        const what = words.request(event.request);
        return told("request", what, what);
      }
      case "decide": {
        const what = words.decision(event.decision);
        const isNews = !decided.has(`${event.node} ${what}`);
        decided.add(`${event.node} ${what}`);
        return told("decide", isNews ? what : "", what);
      }
      case "timer":
        return told("timer", "", `timer ${event.timer} rings`);
      case "persist":
        return withPersists ? told("persist", "", `writes to disk: ${formatValue(event.value, 160)}`) : [];
      case "crash":
        return told("crash", "crash", "crashes: what it had not written is lost");
      case "pause":
        return told("pause", "pause", "pauses: what reaches it has to wait");
      case "resume":
        return told("resume", "", "goes on after a pause");
      case "start":
        if (event.at === 0) return [];
        return told(
          "restart",
          "restart",
          `restarts with ${event.persisted === null ? "an empty disk" : "what its disk held"}`,
        );
      default:
        return [];
    }
  });
}

/** Colour class of each kind of mark. */
export const markClass: Readonly<Record<MarkKind, string>> = {
  request: "ink",
  decide: "decision",
  timer: "plain",
  persist: "plain",
  crash: "fault",
  restart: "ink",
  pause: "plain",
  resume: "plain",
};

/** The sign of a mark, around the point where it happened. */
export function drawSign(kind: MarkKind, x: number, y: number): string {
  const path = (d: string, solid = false): string =>
    element("path", { class: solid ? "solid" : undefined, d: `M${round(x)} ${round(y)}${d}` });
  switch (kind) {
    case "request":
      return path("l-5 -9h10z", true);
    case "decide":
      return path("m0 -7l6 7l-6 7l-6 -7z", true);
    case "timer":
      return path("m0 -7v14");
    case "persist":
      return path("m-3 4h6v6h-6z");
    case "crash":
      return path("m-4 -4l8 8m0 -8l-8 8") + element("circle", { cx: x, cy: y, r: 8 });
    case "restart":
      return path("m-3 -6l9 6l-9 6z", true);
    case "pause":
      return path("m-2 -6v12m4 -12v12");
    case "resume":
      return path("m-3 -5l7 5l-7 5z");
  }
}
