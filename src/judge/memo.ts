import { sameData, type Random } from "../core/index.ts";
import { Misbehaviour, type Json, type Question, type Subject } from "./subject.ts";

interface Asked {
  readonly question: Question;
  readonly answer: Json;
}

/**
 * Asks each question once and remembers the answer: a role of a protocol has few states, so all of a large state space
 * costs hundreds of questions. That a function answers always the same is not believed: see {@link recheck}.
 */
export class Memo implements Subject {
  readonly #subject: Subject;
  readonly #asked = new Map<string, Asked>();

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  ask(question: Question): Json {
    const key = JSON.stringify([question.call, question.args]);
    const known = this.#asked.get(key);
    if (known !== undefined) return known.answer;
    const answer = this.#subject.ask(question);
    this.#asked.set(key, { question, answer });
    return answer;
  }

  /** Each question with its answer, in the order in which they were asked. */
  get asked(): readonly Asked[] {
    return [...this.#asked.values()];
  }

  /**
   * Starts the subject anew and asks it some of the questions again, in another order.
   *
   * @throws Misbehaviour if it answers otherwise: it counts calls, keeps what it should not, or rolls dice.
   */
  recheck(random: Random, most: number): void {
    this.#subject.restart?.();
    for (const { question, answer } of random.shuffle(this.asked).slice(0, most)) {
      const again = this.#subject.ask(question);
      if (sameData(again, answer)) continue;
      const { call, args } = question;
      throw new Misbehaviour(
        "answers differently when asked again",
        `${call}(${args.map((arg) => brief(arg)).join(", ")}) was answered by ${brief(answer)} at first and later by ${brief(again)}: the answer must depend on the arguments alone.`,
      );
    }
  }
}

/** Data on one line, cut where it gets long. */
export function brief(data: Json, most = 160): string {
  const text = JSON.stringify(data);
  return text.length > most ? `${text.slice(0, most)} …` : text;
}
