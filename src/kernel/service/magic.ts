/** What becomes of cells with type errors: they are not run, run with a warning, or not even checked. */
export type TypesMode = "error" | "warn" | "off";

const modes: readonly TypesMode[] = ["error", "warn", "off"];

/** The environment variable that sets it for all notebooks, as a kernel specification can. */
const typesVariable = "PAXOSLAB_KERNEL_TYPES";

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
  const mode = modes.find((each) => each === asked);
  if (!mode) throw new MagicError(`%types takes one of ${modes.join(", ")}, not "${asked}".`);
  return { mode, rest };
}

/** The mode to begin with. `onProblem` is told, in a sentence, of a setting that cannot be used. */
export function initialMode(
  env: Readonly<Record<string, string | undefined>>,
  onProblem: (sentence: string) => void,
): TypesMode {
  const asked = env[typesVariable];
  const mode = modes.find((each) => each === asked);
  if (asked !== undefined && !mode) {
    onProblem(`${typesVariable} must be one of ${modes.join(", ")}, not "${asked}"; ignored.`);
  }
  return mode ?? "error";
}
