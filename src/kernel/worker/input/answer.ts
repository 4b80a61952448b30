/** What became of a question to the user. */
export type Answer =
  | { readonly kind: "text"; readonly text: string }
  /** The user has declined to answer. */
  | { readonly kind: "cancelled" }
  /** It could not be asked; the reason in a sentence. */
  | { readonly kind: "refused"; readonly reason: string };

export interface NumberedAnswer {
  /** Of the question. */
  readonly id: number;
  readonly answer: Answer;
}
