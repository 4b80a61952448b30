import { Misbehaviour, type Subject } from "../../judge/index.ts";
import type { Limits } from "../limits.ts";

/**
 * Answers only so many questions: the states of a wrong solution may have no end, and each costs one. A count, unlike
 * a clock, comes to the same on every machine.
 */
export function bounded(subject: Subject, { questions }: Limits): Subject {
  let asked = 0;
  return {
    ask(question) {
      if (++asked > questions) {
        throw new Misbehaviour(
          "takes too long",
          `After ${questions} different questions there are still more: its states have no end.`,
        );
      }
      return subject.ask(question);
    },
    restart: () => subject.restart?.(),
  };
}
