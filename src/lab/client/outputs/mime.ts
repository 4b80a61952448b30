import type { MimeBundle } from "../../server/api.ts";

export const plotlyMime = "application/vnd.plotly.v1+json";

/** Richest first: a figure that can be hovered beats its picture, a picture beats its description. */
const preference = [
  plotlyMime,
  "text/html",
  "image/svg+xml",
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "text/markdown",
  "text/latex",
  "application/json",
  "text/plain",
] as const;

export type ShownMime = (typeof preference)[number];

/** Which of an output's forms the page shows; undefined when it can show none. */
export function bestMime(data: MimeBundle): ShownMime | undefined {
  return preference.find((mime) => data[mime] !== undefined);
}

/** nbformat allows a text to be stored as a list of lines. */
export function mimeText(value: unknown): string {
  if (Array.isArray(value)) return value.join("");
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
