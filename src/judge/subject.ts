/** Plain data, as it survives being written as JSON and read again. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** One pure call of a solution's code. */
export interface Question {
  readonly call: string;
  readonly args: readonly Json[];
}

/**
 * Whoever answers the questions of an exercise: a module in this process, or one that is locked up in another.
 *
 * The judge trusts nothing about it but that an answer is plain data.
 */
export interface Subject {
  /** @throws Misbehaviour if there is no answer. */
  ask(question: Question): Json;
  /** Forgets what happened before, if it can: what a pure function answers does not depend on it. */
  restart?(): void;
}

export type MisbehaviourKind =
  /** The module could not be loaded, or does not export what it should. */
  | "does not load"
  | "throws"
  | "answers no plain data"
  /** Plain data, but of another shape than the exercise's types say. */
  | "answers the wrong shape"
  | "changes its arguments"
  | "takes too long"
  /** Its process ended, or was ended because it wanted more than it may have. */
  | "is gone"
  /** It said something that is no answer to what it was asked. */
  | "breaks the protocol"
  | "answers differently when asked again";

/** Instead of an answer. The message is a clear sentence for whoever wrote the module. */
export class Misbehaviour extends Error {
  override readonly name = "Misbehaviour";
  readonly kind: MisbehaviourKind;

  constructor(kind: MisbehaviourKind, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.kind = kind;
  }
}

/** The misbehaviour in an error or in what caused it: the model checker wraps what a step throws. */
export function misbehaviourIn(error: unknown): Misbehaviour | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Misbehaviour) return cause;
  }
  return null;
}
