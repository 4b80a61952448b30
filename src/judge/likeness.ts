import { sameData } from "../core/index.ts";
import type { Exercise } from "./exercise.ts";
import { inProcess } from "./in-process.ts";
import { replyTo, type Asked, type Reply } from "./memo.ts";
import { anyPort, type CallsOf } from "./port.ts";
import type { Subject } from "./subject.ts";

export interface Likeness {
  /** What the solution was asked, and what it said. */
  readonly asked: readonly Asked[];
  /** The names of the cases that it does not pass. */
  readonly failed: readonly string[];
  /** The names of the cases that another solution does not pass. */
  readonly failedBy: (subject: Subject) => readonly string[];
}

/** Below this share of questions answered alike, nobody would call two solutions alike. */
const leastShare = 0.75;

/** How many of the most similar wrong ideas are judged to see whether they fail in the same way. */
const looked = 3;

/**
 * The known wrong idea that a solution is like, by its name; null if there is none.
 *
 * One that answers every question alike comes first. Else one that fails in the same cases, of those that answer most
 * questions alike: two people who have the same wrong idea rarely write the same code around it.
 */
export function likeness<Module, Calls extends CallsOf<Calls>>(
  { port, mutants }: Pick<Exercise<Module, Calls>, "port" | "mutants">,
  { asked, failed, failedBy }: Likeness,
): string | null {
  if (asked.length === 0) return null;
  const similar = mutants
    .map(({ name, module }) => {
      const subject = inProcess(anyPort(port), module as object);
      const alike = asked.filter(({ question, reply }) => isAlike(replyTo(subject, question), reply));
      return { name, subject, share: alike.length / asked.length };
    })
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share);
  const [best] = similar;
  if (best?.share === 1) return best.name;
  const sameWay = similar.slice(0, looked).find(({ subject }) => sameData(failedBy(subject), failed));
  return sameWay?.name ?? null;
}

/** Who gives no answer is like another who gives none in the same way, whatever it says about it. */
function isAlike(a: Reply, b: Reply): boolean {
  return a.kind === "answer"
    ? b.kind === "answer" && sameData(a.answer, b.answer)
    : b.kind === "none" && a.fault.kind === b.fault.kind;
}
