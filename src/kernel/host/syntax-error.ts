import type { CellSyntaxError } from "../language/index.ts";
import type { CellError } from "../worker/protocol.ts";

/** @param label how tracebacks call the cell. */
export function syntaxError({ message, position, frame }: CellSyntaxError, label: string): CellError {
  const place = `${label}:${position.line}:${position.column}`;
  return {
    ename: "SyntaxError",
    evalue: message,
    traceback: [frame, `SyntaxError: ${message}\n    at ${place}`],
  };
}
