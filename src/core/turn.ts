/** What a part of a step comes to: the parts of one step follow each other. */
export interface Turn<State, Action> {
  readonly state: State;
  readonly effects: readonly Action[];
}

/** One thing after the other. */
export function andThen<State, Action>(
  { state, effects }: Turn<State, Action>,
  next: (state: State) => Turn<State, Action>,
): Turn<State, Action> {
  const after = next(state);
  if (after.effects.length === 0) return { state: after.state, effects };
  return {
    state: after.state,
    effects: effects.length === 0 ? after.effects : [...effects, ...after.effects],
  };
}

/** The turn, and these effects after it. */
export function and<State, Action>(
  { state, effects }: Turn<State, Action>,
  more: readonly Action[],
): Turn<State, Action> {
  return { state, effects: [...effects, ...more] };
}
