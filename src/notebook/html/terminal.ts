import Anser from "anser";
import { escapeHtml } from "../markdown.ts";

/** Text as a terminal would show it, colours as classes `ansi-red-fg`, `ansi-bold`, … */
export function terminalHtml(text: string): string {
  return Anser.ansiToHtml(escapeHtml(overwriteLines(text)), { use_classes: true });
}

/** A carriage return goes back to the start of its line, as progress bars do. */
function overwriteLines(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => line.split("\r").reduce((shown, part) => part + shown.slice(part.length), ""))
    .join("\n");
}
