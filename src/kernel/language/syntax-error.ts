import { codeFrame } from "./code-frame.ts";
import { positionAt, type Position } from "./position.ts";

/** Why a cell cannot run, and where. */
export class CellSyntaxError extends Error {
  override readonly name = "SyntaxError";
  readonly position: Position;
  /** The lines around the place, marked. */
  readonly frame: string;

  constructor(message: string, source: string, offset: number) {
    super(message);
    this.position = positionAt(source, offset);
    this.frame = codeFrame(source, this.position);
  }
}
