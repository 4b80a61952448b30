import type { Script, Vocabulary } from "../core/index.ts";

/** What a search found. */
export interface Report<V extends Vocabulary> {
  /** Different states reached, the initial one included. */
  readonly states: number;
  /** States reached, counting one as often as it was arrived at; the initial one counts once. */
  readonly generated: number;
  /** States on the longest of the shortest paths: 1 if there is only the initial one. */
  readonly depth: number;
  /** Why the search ended; `exhausted` if all that the model allows has been seen. */
  readonly ended: Ending;
  /** Steps not taken because they lead out of the model's `within`. */
  readonly outside: number;
  /**
   * Whether states were counted without messages that can mean nothing to their receiver any more (see
   * `deadMessages` of the model): fewer states then stand for as much.
   */
  readonly deadMessages: "left out" | "kept";
  readonly violation: Violation<V> | null;
  readonly sometimes: readonly Sighting<V>[];
  /** How often the protocol's own code was called. */
  readonly handlerCalls: number;
  /** What the search holds, in bytes: its own accounting of states, table and links, not the heap's. */
  readonly bytes: number;
}

export type Ending =
  | "exhausted"
  | "violation"
  | "depth limit"
  | "state limit"
  | "memory limit"
  /** {@link Limits.shouldStop} said so. */
  | "stopped"
  /** Not ended: the report of a search that can go on. */
  | "unfinished";

/** A run that breaks a property; no shorter one does. */
export interface Violation<V extends Vocabulary> {
  readonly kind: "always" | "eventually";
  readonly property: string;
  /** What is wrong, in one sentence. */
  readonly problem: string;
  readonly script: Script<V>;
}

/** A *sometimes* of the model; with no witness, the run was vacuous as far as it is concerned. */
export interface Sighting<V extends Vocabulary> {
  readonly name: string;
  /** A shortest run to where it held, or null if it never did. */
  readonly witness: Script<V> | null;
}

/** The names of what should have been seen and never was. */
export function vacuous<V extends Vocabulary>(report: Report<V>): readonly string[] {
  return report.sometimes.filter(({ witness }) => witness === null).map(({ name }) => name);
}
