import type { Protocol } from "devtools-protocol";
import type { Breakpoints } from "./breakpoints.ts";
import type { Frame } from "./frames.ts";

type Paused = Protocol.Debugger.PausedEvent;

export type Step = "stepOver" | "stepInto" | "stepOut";

/** Where a step began: what lies further to the right in the same line belongs to the same step. */
export interface StepStart {
  readonly step: Step;
  /** How many calls deep. */
  readonly depth: number;
  readonly functionPlace: string;
  readonly line: number;
  readonly column: number;
  /** In the script as V8 runs it, which may have several places for one of the source. */
  readonly exactColumn: number;
}

/** What to do when V8 has paused. */
export type Verdict =
  | {
      readonly kind: "stop";
      readonly reason: StopReason;
      readonly description: string;
      readonly exception?: Protocol.Runtime.RemoteObject;
      readonly breakpointIds?: readonly number[];
    }
  | { readonly kind: "resume" }
  | { readonly kind: "step"; readonly step: Step };

export type StopReason = "breakpoint" | "step" | "pause" | "exception";

export type ExceptionFilter = "all" | "uncaught";

export interface Circumstances {
  readonly frames: readonly Frame[];
  readonly breakpoints: Breakpoints;
  readonly step: StepStart | undefined;
  readonly isPauseAsked: boolean;
  readonly exceptionFilters: ReadonlySet<ExceptionFilter>;
  /** Known only where a filter asks for it. */
  readonly isUncaught: boolean;
  /** Is the place one the author of the source would stop at? */
  readonly isStopPlace: (frame: Frame) => boolean;
}

export function isException({ reason }: Paused): boolean {
  return reason === "exception" || reason === "promiseRejection";
}

/** V8 pauses more often than a reader of the source wants to be stopped. */
export function judge(paused: Paused, circumstances: Circumstances): Verdict {
  const { frames, breakpoints } = circumstances;
  const [top] = frames;
  const hit = paused.hitBreakpoints ?? [];
  if (hit.length > 0 && breakpoints.countHits(hit)) {
    const breakpointIds = breakpoints.idsOf(hit);
    return { kind: "stop", reason: "breakpoint", description: "Paused at a breakpoint", breakpointIds };
  }
  if (isException(paused)) {
    return judgeException(paused, circumstances);
  }
  const isOurs = top?.call !== undefined && top.call === paused.callFrames[0];
  const { step } = circumstances;
  if (step) return judgeStep(step, paused, circumstances, isOurs);
  if (hit.length > 0) return { kind: "resume" };
  if (!isOurs) return top?.call ? { kind: "step", step: "stepOut" } : { kind: "resume" };
  if (circumstances.isPauseAsked) return { kind: "stop", reason: "pause", description: "Paused" };
  return { kind: "stop", reason: "breakpoint", description: "Paused at a debugger statement" };
}

function judgeStep(
  start: StepStart,
  paused: Paused,
  { frames: [top], isStopPlace }: Circumstances,
  isOurs: boolean,
): Verdict {
  if (!top?.call) return { kind: "resume" };
  // In code of Node's or the kernel's that somebody called back from.
  if (!isOurs) return { kind: "step", step: "stepOut" };
  const isFurther = start.step !== "stepOut" && isFurtherInLine(start, stepStart(start.step, paused, top));
  if (isFurther || !isStopPlace(top)) return { kind: "step", step: start.step };
  return { kind: "stop", reason: "step", description: "Paused after a step" };
}

/** An `await` comes back with fewer calls above it than it left with. */
function isFurtherInLine(start: StepStart, now: StepStart): boolean {
  const isSameCall = now.functionPlace === start.functionPlace && now.depth <= start.depth;
  if (!isSameCall || now.line !== start.line) return false;
  return now.column > start.column || (now.column === start.column && now.exactColumn > start.exactColumn);
}

function judgeException(paused: Paused, { frames, exceptionFilters, isUncaught }: Circumstances): Verdict {
  const isWanted = exceptionFilters.has("all") || (exceptionFilters.has("uncaught") && isUncaught);
  if (!isWanted || frames.length === 0) return { kind: "resume" };
  const exception = paused.data as Protocol.Runtime.RemoteObject;
  const description = (exception.description ?? String(exception.value)).split("\n", 1)[0] ?? "";
  return { kind: "stop", reason: "exception", description, exception };
}

export function stepStart(step: Step, { callFrames }: Paused, { call, position }: Frame): StepStart {
  const { scriptId, lineNumber, columnNumber } = call?.functionLocation ?? {};
  const functionPlace = `${scriptId}:${lineNumber}:${columnNumber}`;
  const exactColumn = call?.location.columnNumber ?? 0;
  return { step, depth: callFrames.length, functionPlace, ...position, exactColumn };
}
