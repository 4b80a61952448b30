import type { Finding } from "./exercise.ts";
import type { MisbehaviourKind } from "./subject.ts";

/** What the judge has to say of one solution. */
export interface Verdict {
  readonly exercise: string;
  /** Whoever judges the same module with the same seed gets the same verdict. */
  readonly seed: number;
  readonly points: number;
  readonly of: number;
  readonly cases: readonly CaseResult[];
  /** What makes all the rest worthless; null for an honest solution. */
  readonly disqualified: Fault | null;
  /** A wrong idea, of those that are known, which answers every question that was asked just as this solution does. */
  readonly behavesLike: string | null;
  /** How many questions it took, each asked once. */
  readonly questions: number;
}

export interface CaseResult {
  readonly name: string;
  readonly why: string;
  /** What the case is worth. */
  readonly of: number;
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: "passed" }
  /** It answered, and the answers are wrong. */
  | { readonly kind: "failed"; readonly finding: Finding }
  /** It did not answer as a pure function does. */
  | { readonly kind: "misbehaved"; readonly fault: Fault }
  /** Not run: what happened before leaves no time, or no process, for it. */
  | { readonly kind: "not run"; readonly because: string };

export interface Fault {
  readonly kind: MisbehaviourKind;
  readonly sentence: string;
}

/** Whether everything is as it should be. */
export const isPass = ({ points, of }: Verdict): boolean => points === of;
