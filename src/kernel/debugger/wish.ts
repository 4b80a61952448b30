import type { BreakPlace } from "./break-places.ts";
import { conditionFor, parseHitCondition } from "./condition.ts";
import { DebugRequestError, type Breakpoint, type SourceBreakpoint } from "./dap.ts";

/** A breakpoint as the client wants it, and what has become of it. */
export interface Wish {
  readonly id: number;
  readonly asked: SourceBreakpoint;
  readonly condition: string | undefined;
  /** Where it is; nothing as long as nobody knows the source. */
  place: BreakPlace | undefined;
  /** Why it cannot be anywhere. */
  readonly problem: string | undefined;
  hits: number;
}

let lastId = 0;

export function wishFor(asked: SourceBreakpoint): Wish {
  lastId += 1;
  const wish = { id: lastId, asked, place: undefined, hits: 0 };
  try {
    if (asked.hitCondition?.trim()) parseHitCondition(asked.hitCondition);
    return { ...wish, condition: conditionFor(asked), problem: undefined };
  } catch (error) {
    if (!(error instanceof DebugRequestError)) throw error;
    return { ...wish, condition: undefined, problem: error.message };
  }
}

export function toDap({ id, asked, place, problem }: Wish, path: string): Breakpoint {
  const message = problem ?? (place ? undefined : "No code that can be paused at has been seen there yet.");
  return {
    id,
    verified: place !== undefined,
    line: place?.original.line ?? asked.line,
    ...(place && { column: place.original.column }),
    ...(message !== undefined && { message }),
    source: { path },
  };
}
