import type { SpaceTimeOptions } from "./space-time/index.ts";
import { formatValue, isRecord, kindOf, usualWords } from "./words.ts";

/** For space-time diagrams of Fast Paxos, to be spread into their options: arrows that tell rounds apart. */
export const fastPaxosLook: Pick<SpaceTimeOptions, "words"> = { words: { message } };

/** The round comes after the kind: `2b (1) drains`, `2a (1) any`. */
function message(message: unknown): string {
  if (!isRecord(message) || typeof message["round"] !== "number") return usualWords.message(message);
  return [kindOf(message), `(${message["round"]})`, what(message)].join(" ").trim();
}

function what(message: Readonly<Record<string, unknown>>): string {
  const { kind, ask, value, vrnd, vval } = message;
  if (kind === "1b") return vrnd === 0 ? "never voted" : `last: ${formatValue(vval)} (${formatValue(vrnd)})`;
  if (kind === "2a" && isRecord(ask)) return ask["kind"] === "any" ? "any" : formatValue(ask["value"]);
  return value === undefined ? "" : formatValue(value);
}
