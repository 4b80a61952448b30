import { canonicalText } from "../check/canonical.ts";
import { sameData, type Random } from "../core/index.ts";
import { show } from "./told.ts";
import { Misbehaviour, type Json, type Question, type Subject } from "./subject.ts";

/** A question, and what came of it. */
export interface Asked {
  readonly question: Question;
  readonly reply: Reply;
}

export type Reply =
  | { readonly kind: "answer"; readonly answer: Json }
  | { readonly kind: "none"; readonly fault: Misbehaviour };

/** What comes of a question: an answer, or what the subject did instead. */
export function replyTo(subject: Subject, question: Question): Reply {
  try {
    return { kind: "answer", answer: subject.ask(question) };
  } catch (error) {
    if (error instanceof Misbehaviour) return { kind: "none", fault: error };
    throw error;
  }
}

/**
 * Asks each question once and remembers the answer: a role of a protocol has few states, so all of a large state space
 * costs hundreds of questions, and none that hangs is waited for twice. That a function answers always the same is not
 * believed: see {@link recheck}.
 */
export class Memo implements Subject {
  readonly #subject: Subject;
  readonly #asked = new Map<string, Asked>();

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  ask(question: Question): Json {
    // The same data in another order of keys is the same question.
    const key = canonicalText([question.call, question.args]);
    const reply = this.#asked.get(key)?.reply ?? replyTo(this.#subject, question);
    this.#asked.set(key, { question, reply });
    if (reply.kind === "none") throw reply.fault;
    return reply.answer;
  }

  /** Each question with what came of it, in the order in which they were asked. */
  get asked(): readonly Asked[] {
    return [...this.#asked.values()];
  }

  /**
   * Starts the subject anew and asks it some of the questions that it answered again, in another order.
   *
   * @throws Misbehaviour if it answers otherwise: it counts calls, keeps what it should not, or rolls dice.
   */
  recheck(random: Random, most: number): void {
    this.#subject.restart?.();
    const answered = this.asked.flatMap(({ question, reply }) =>
      reply.kind === "answer" ? [{ question, answer: reply.answer }] : [],
    );
    for (const { question, answer } of random.shuffle(answered).slice(0, most)) {
      const again = this.#subject.ask(question);
      if (sameData(again, answer)) continue;
      const { call, args } = question;
      throw new Misbehaviour(
        "answers differently when asked again",
        `${call}(${args.map((arg) => show(arg, 160)).join(", ")}) was answered by ${show(answer, 160)} at first and later by ${show(again, 160)}: the answer must depend on the arguments alone.`,
      );
    }
  }
}
