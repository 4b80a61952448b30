import type { Position } from "./position.ts";

/** The line at `position` with its neighbours, numbered, and a caret under the column. */
export function codeFrame(source: string, position: Position): string {
  const lines = source.split("\n");
  const first = Math.max(1, position.line - 2);
  const last = Math.min(lines.length, position.line + 2);
  const width = String(last).length;
  const frame: string[] = [];
  for (let line = first; line <= last; line += 1) {
    const marker = line === position.line ? ">" : " ";
    frame.push(`${marker} ${String(line).padStart(width)} | ${lines[line - 1] ?? ""}`.trimEnd());
    if (line === position.line) {
      frame.push(`  ${" ".repeat(width)} | ${" ".repeat(position.column - 1)}^`);
    }
  }
  return frame.join("\n");
}
