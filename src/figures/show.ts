import { findHost } from "./hosts/find.ts";
import type { Host } from "./hosts/host.ts";
import type { MimeBundle } from "./mime.ts";
import { isTrace, summary } from "./summary.ts";
import { table } from "./table.ts";
import { isRecord } from "./words.ts";

export interface ShowOptions {
  /** Where to show it; by default the host the code runs in. */
  readonly host?: Host;
}

/**
 * Shows a value in whatever host runs the code: the lab's kernel, tslab, or plain Node, which prints words.
 *
 * Figures are drawn, strings are read as Markdown, a trace or a run becomes its summary, a list of
 * records a table, and anything that knows how to display itself does. The rest is printed as JSON.
 */
export function show(value: unknown, options: ShowOptions = {}): void {
  (options.host ?? findHost()).publish(toBundle(value));
}

function toBundle(value: unknown): MimeBundle {
  const display = displayOf(value);
  if (display !== null) return display();
  if (typeof value === "string") return { "text/markdown": value, "text/plain": value };
  if (isTrace(value)) return toBundle(summary(value));
  if (isRecord(value) && isTrace(value["trace"])) return toBundle(summary(value["trace"]));
  if (isListOfRecords(value)) return toBundle(table(value));
  return { "text/plain": JSON.stringify(value, null, 2) ?? String(value) };
}

function displayOf(value: unknown): (() => MimeBundle) | null {
  if (typeof value !== "object" || value === null) return null;
  const display = (value as Record<symbol, unknown>)[Symbol.for("Jupyter.display")];
  if (typeof display !== "function") return null;
  return () => ({ "text/plain": "", ...(display.call(value) as Partial<MimeBundle>) });
}

function isListOfRecords(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRecord);
}
