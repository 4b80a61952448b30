/** A traceback in pieces: what it says, and the code it points at. */
export type TracebackPart =
  | { readonly kind: "headline" | "text"; readonly text: string }
  | { readonly kind: "frame"; readonly lines: readonly FrameLine[] };

/** A line of a code frame, such as `> 12 | const x: number = "1";`, or the one below it with the caret. */
export interface FrameLine {
  /** `12`; empty beside the caret. */
  readonly number: string;
  readonly code: string;
  /** The line that is to blame. */
  readonly isMarked: boolean;
}

const frameLine = /^([> ]) {1,}(\d*) *\|(?: (.*))?$/;

/** A type error, such as `In [2]:1:7 TS2322: …`. */
const typeError = /^\S.*:\d+:\d+ TS\d+: /;

/** Finds in the traceback of an error called `name` what happened, and the code frames. */
export function tracebackParts(traceback: string, name: string): readonly TracebackPart[] {
  const parts: TracebackPart[] = [];
  for (const line of traceback.split("\n")) {
    const last = parts.at(-1);
    const found = frameLine.exec(line);
    if (found) {
      const [, mark, number = "", code = ""] = found;
      const shown = { number, code, isMarked: mark === ">" };
      if (last?.kind === "frame") parts[parts.length - 1] = { ...last, lines: [...last.lines, shown] };
      else parts.push({ kind: "frame", lines: [shown] });
    } else if (typeError.test(line) || line.startsWith(`${name}: `)) {
      parts.push({ kind: "headline", text: line });
    } else if (last?.kind === "text") {
      parts[parts.length - 1] = { ...last, text: `${last.text}\n${line}` };
    } else {
      parts.push({ kind: "text", text: line });
    }
  }
  return parts;
}
