import type { Json, MisbehaviourKind } from "../../judge/index.ts";

/** What comes back for a question, as JSON on one line behind the question's token. */
export type Reply =
  | { readonly answer: Json }
  | { readonly threw: { readonly kind: MisbehaviourKind; readonly sentence: string } };

/** What a process is given first: the exercise's part and the submission, both as scripts. */
export interface Delivery {
  /** Evaluates to a function from a {@link Loader} to an {@link Answering}. */
  readonly exercise: string;
  /** Evaluates to a {@link Loader}. */
  readonly submission: string;
}
