import type { Action, ProcessState, Turn } from "./vocabulary.ts";

/** One thing after the other. */
export function andThen<S, C, R>(
  { state, effects }: Turn<S, C, R>,
  next: (state: ProcessState<S, C, R>) => Turn<S, C, R>,
): Turn<S, C, R> {
  const after = next(state);
  return { state: after.state, effects: [...effects, ...after.effects] };
}

/** The turn, and these effects after it. */
export function and<S, C, R>(
  { state, effects }: Turn<S, C, R>,
  ...more: readonly Action<S, C, R>[]
): Turn<S, C, R> {
  return { state, effects: [...effects, ...more] };
}
