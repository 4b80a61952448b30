import type { MessageRoles } from "./phases.ts";
import type { SpaceTimeOptions } from "./space-time/index.ts";
import { formatValue, isRecord, kindOf } from "./words.ts";

const roles: MessageRoles = {
  request: { phase: "other", part: "question" },
  "pre-prepare": { phase: "phase1", part: "question" },
  prepare: { phase: "phase1", part: "answer" },
  commit: { phase: "phase2", part: "question" },
  reply: { phase: "decision", part: "answer" },
  "view-change": { phase: "refusal", part: "question" },
  "new-view": { phase: "decision", part: "question" },
  checkpoint: { phase: "other", part: "answer" },
};

/** For space-time diagrams of PBFT, to be spread into their options. */
export const pbftLook: Pick<SpaceTimeOptions, "roles" | "words"> = {
  roles,
  words: { message, request, decision },
};

/** View and sequence number come after the kind: `pre-prepare 0·1 drains`; votes show how their digest begins. */
function message(message: unknown): string {
  if (!isRecord(message)) return kindOf(message);
  const kind = kindOf(message);
  const place = `${formatValue(message["view"])}·${formatValue(message["sequence"])}`;
  switch (kind) {
    case "request":
      return `${kind} ${formatValue(message["operation"])}`;
    case "pre-prepare":
      return `${kind} ${place} ${batchIn(message)}`;
    case "prepare":
    case "commit":
      return `${kind} ${place} ${formatValue(message["digest"]).slice(0, 4)}`;
    case "reply":
      return `${kind} ${formatValue(message["result"])}`;
    case "view-change":
      return `to view ${formatValue(message["view"])}${reported(message)}`;
    case "new-view": {
      const orders = listIn(message["prePrepares"]).map((order) => batchIn(order));
      return `view ${formatValue(message["view"])} begins${orders.length > 0 ? `: ${orders.join(", ")}` : ""}`;
    }
    case "checkpoint":
      return `${kind} ${formatValue(message["sequence"])}`;
    default:
      return kind;
  }
}

function reported(viewChange: Readonly<Record<string, unknown>>): string {
  const prepared = listIn(viewChange["prepared"]).map((certificate) => batchIn(certificate["prePrepare"]));
  return prepared.length === 0 ? "" : ` (${prepared.join(", ")} prepared)`;
}

function request(request: unknown): string {
  return isRecord(request) ? `wants ${formatValue(request["command"])}` : kindOf(request);
}

function decision(decision: unknown): string {
  if (!isRecord(decision)) return kindOf(decision);
  switch (decision["kind"]) {
    case "executed": {
      const commands = listIn(decision["executed"]).map((command) => formatValue(command["command"]));
      return `executes ${commands.join(", ") || "nothing"} as number ${formatValue(decision["sequence"])}`;
    }
    case "answered":
      return `its client believes “${formatValue(decision["result"])}”`;
    default:
      return `is ${kindOf(decision)}`;
  }
}

function batchIn(prePrepare: unknown): string {
  const batch = isRecord(prePrepare) ? listIn(prePrepare["batch"]) : [];
  return batch.map((request) => formatValue(request["operation"])).join(" and ") || "nothing";
}

function listIn(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter((item) => isRecord(item)) : [];
}
