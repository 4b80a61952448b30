import { isJsonMime, type JsonObject, type MimeBundle } from "./types.ts";

/** Files keep texts as lists of lines, for readable diffs. Undefined when it is neither text nor lines. */
export function joinLines(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((line) => typeof line === "string")) return value.join("");
  return undefined;
}

/** Cut where Jupyter (Python's `splitlines`) cuts, so that a file it wrote is not rewritten by us. */
export function splitLines(text: string): readonly string[] {
  return text.match(lineWithItsEnd) ?? [];
}

const lineWithItsEnd =
  // oxlint-disable-next-line no-control-regex -- Python counts these control characters as ends of lines.
  /[^\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]*(?:\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029])|[^]+$/g;

export function joinBundle(bundle: JsonObject): MimeBundle {
  return mapBundle(bundle, (mime, value) => (isJsonMime(mime) ? value : (joinLines(value) ?? value)));
}

export function splitBundle(bundle: MimeBundle): JsonObject {
  return mapBundle(bundle, (mime, value) =>
    typeof value === "string" && isKeptAsLines(mime) ? splitLines(value) : value,
  );
}

function isKeptAsLines(mime: string): boolean {
  return mime.startsWith("text/") || mime === "application/javascript" || mime === "image/svg+xml";
}

function mapBundle(bundle: JsonObject, change: (mime: string, value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(bundle).map(([mime, value]) => [mime, change(mime, value)]));
}
