import { sameData } from "../core/index.ts";
import type { Exercise } from "./exercise.ts";
import { inProcess } from "./in-process.ts";
import { anyPort, type CallsOf } from "./port.ts";
import { Misbehaviour, type Json, type Question, type Subject } from "./subject.ts";

/** The known wrong idea that answers all these questions alike, by its name; null if there is none. */
export function likeness<Module, Calls extends CallsOf<Calls>>(
  { port, mutants }: Pick<Exercise<Module, Calls>, "port" | "mutants">,
  asked: readonly { readonly question: Question; readonly answer: Json }[],
): string | null {
  if (asked.length === 0) return null;
  const alike = mutants.find(({ module }) => {
    const mutant = inProcess(anyPort(port), module as object);
    return asked.every(({ question, answer }) => answersAlike(mutant, question, answer));
  });
  return alike?.name ?? null;
}

function answersAlike(mutant: Subject, question: Question, answer: Json): boolean {
  try {
    return sameData(mutant.ask(question), answer);
  } catch (error) {
    if (error instanceof Misbehaviour) return false;
    throw error;
  }
}
