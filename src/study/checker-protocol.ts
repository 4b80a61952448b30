import type { Verdict } from "../judge/index.ts";

/** What the process that looks at a learner's module is told, once. */
export interface Task {
  readonly slug: string;
  /** Absolute. */
  readonly file: string;
  readonly seed: number;
}

/** What it says, once. */
export type Finding =
  | { readonly kind: "judged"; readonly verdict: Verdict }
  /** The module does not get as far as to be judged. */
  | { readonly kind: "does not load"; readonly sentence: string };
