import { sameData } from "../core/index.ts";
import type { Exercise } from "./exercise.ts";
import { inProcess } from "./in-process.ts";
import { replyTo, type Asked, type Reply } from "./memo.ts";
import { anyPort, type CallsOf } from "./port.ts";

/** The known wrong idea that answers all these questions alike, by its name; null if there is none. */
export function likeness<Module, Calls extends CallsOf<Calls>>(
  { port, mutants }: Pick<Exercise<Module, Calls>, "port" | "mutants">,
  asked: readonly Asked[],
): string | null {
  if (asked.length === 0) return null;
  const alike = mutants.find(({ module }) => {
    const mutant = inProcess(anyPort(port), module as object);
    return asked.every(({ question, reply }) => isAlike(replyTo(mutant, question), reply));
  });
  return alike?.name ?? null;
}

/** Who gives no answer is like another who gives none in the same way, whatever it says about it. */
function isAlike(a: Reply, b: Reply): boolean {
  return a.kind === "answer"
    ? b.kind === "answer" && sameData(a.answer, b.answer)
    : b.kind === "none" && a.fault.kind === b.fault.kind;
}
