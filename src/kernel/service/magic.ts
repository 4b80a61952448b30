import { isTypesMode, typesModes, type TypesMode } from "./types-mode.ts";

/** The first line of a cell, if it is addressed to the kernel. */
export interface Magic {
  /** What the line asks for; without, it asks which mode there is. */
  readonly mode?: TypesMode;
  /** The cell with spaces in place of that line, so that all else stays where it is. */
  readonly rest: string;
}

/** A line such as `%types sometimes`; the message says what is possible. */
export class MagicError extends Error {
  override readonly name = "MagicError";
}

/** The `%types` line of a cell, if it has one. @throws MagicError */
export function magicOf(source: string): Magic | undefined {
  const line = /^\s*%types\b.*/.exec(source)?.[0];
  if (line === undefined) return undefined;
  const rest = line.replaceAll(/[^\n]/g, " ") + source.slice(line.length);
  const asked = line.trim().slice("%types".length).trim();
  if (asked === "") return { rest };
  if (isTypesMode(asked)) return { mode: asked, rest };
  throw new MagicError(`%types takes one of ${typesModes.join(", ")}, not "${asked}".`);
}
