/**
 * A service as a deterministic state machine: copies that apply the same commands in the same order stay the
 * same. (Lamport, *Time, Clocks*, 1978; Schneider, *Implementing Fault-Tolerant Services*, 1990.)
 *
 * States, commands and results are plain data; `apply` changes none of them and looks at nothing else.
 */
export interface Service<State, Command, Result> {
  readonly name: string;
  readonly initial: State;
  apply(state: State, command: Command): { readonly state: State; readonly result: Result };
}
