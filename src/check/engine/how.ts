import type { ScriptAction, Vocabulary } from "../../core/index.ts";
import type { Events } from "./events.ts";

/** How a step came about; a crash in the middle adds {@link cutShort} for each effect done. */
export const how = { deliver: 0, duplicate: 1, drop: 2, timer: 3, request: 4, crash: 5, restart: 6 } as const;
export const cutShort = 8;

const kinds = Object.keys(how) as readonly (keyof typeof how)[];

/** A step in plain data: `what` is the number of an event, or at a crash the node. */
export function actionOf<V extends Vocabulary>(
  events: Events<V>,
  code: number,
  what: number,
): ScriptAction<V> {
  const kind = kinds[code % cutShort]!;
  const interrupted = code < cutShort ? {} : { crashAfter: Math.floor(code / cutShort) };
  if (kind === "crash") return { kind, node: what };
  const event = events.value(what);
  switch (event.kind) {
    case "message": {
      const { from, node: to, message } = event;
      if (kind === "drop") return { kind, from, to, message };
      return { kind: kind === "duplicate" ? kind : "deliver", from, to, message, ...interrupted };
    }
    case "timer":
    case "request":
    case "restart":
      return { ...event, ...interrupted };
  }
}
