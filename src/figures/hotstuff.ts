import type { MessageRoles } from "./phases.ts";
import type { SpaceTimeOptions } from "./space-time/index.ts";
import { formatValue, isRecord, kindOf } from "./words.ts";

const roles: MessageRoles = {
  forward: { phase: "other", part: "question" },
  generic: { phase: "phase2", part: "question" },
  vote: { phase: "phase2", part: "answer" },
  "new-view": { phase: "phase1", part: "question" },
  reply: { phase: "decision", part: "answer" },
};

/** For space-time diagrams of Chained HotStuff, to be spread into their options. */
export const hotStuffLook: Pick<SpaceTimeOptions, "roles" | "words"> = {
  roles,
  words: { message, request, decision },
};

/** `block 3 drains`, `vote 3`, `lead view 4`; a block that carries no commands only carries the chain on. */
function message(message: unknown): string {
  if (!isRecord(message)) return kindOf(message);
  const view = formatValue(message["view"]);
  switch (message["kind"]) {
    case "forward":
      return `asks for ${commandsIn(message)}`;
    case "generic": {
      const block = isRecord(message["block"]) ? message["block"] : {};
      return `block ${formatValue(block["view"])} ${commandsIn(block)}`.trim();
    }
    case "vote":
      return `vote ${view}`;
    case "new-view":
      return `lead view ${view}`;
    case "reply":
      return `reply ${formatValue(message["result"])}`;
    default:
      return kindOf(message);
  }
}

function request(request: unknown): string {
  return isRecord(request) ? `wants ${formatValue(request["command"])}` : kindOf(request);
}

function decision(decision: unknown): string {
  if (!isRecord(decision)) return kindOf(decision);
  return decision["kind"] === "answered"
    ? `its client believes “${formatValue(decision["result"])}”`
    : `executes ${commandsIn(decision) || "an empty block"}`;
}

function commandsIn({ commands }: Readonly<Record<string, unknown>>): string {
  const list: readonly unknown[] = Array.isArray(commands) ? commands : [];
  return list.map((command) => (isRecord(command) ? formatValue(command["command"]) : "")).join(" and ");
}
