import { createRandom } from "../core/index.ts";
import { callsTo } from "./calls.ts";
import type { Case, Exercise } from "./exercise.ts";
import { likeness } from "./likeness.ts";
import { Memo } from "./memo.ts";
import type { CallsOf } from "./port.ts";
import { seedFor } from "./seeds.ts";
import { misbehaviourIn, type MisbehaviourKind, type Subject } from "./subject.ts";
import type { CaseResult, Fault, Outcome, Verdict } from "./verdict.ts";

export interface JudgeOptions {
  /** A whole number. With it every question is known; keep it to yourself until the marks are out. */
  readonly seed: number;
  /** How many misbehaved cases are enough to stop: each may have cost a time limit. By default 3. */
  readonly patience?: number;
  /** `first failure`: to know whether it passes, and not what it is worth. By default the end. */
  readonly until?: "first failure" | "end";
}

/** How many questions are asked a second time. */
const rechecked = 60;

/** After these nothing that was answered before is worth anything. */
const disqualifying: readonly MisbehaviourKind[] = [
  "does not load",
  "breaks the protocol",
  "answers differently when asked again",
];

/** Puts all cases of an exercise to a solution. Whatever the solution does, there is a verdict. */
export function judge<Module, Calls extends CallsOf<Calls>>(
  exercise: Exercise<Module, Calls>,
  subject: Subject,
  options: JudgeOptions,
): Verdict {
  const { slug } = exercise;
  const { seed } = options;
  const memo = new Memo(subject);
  const cases = hear(exercise, callsTo<Calls>(memo, exercise.answers), options);
  const disqualified =
    worthless(cases) ?? (isPatient(cases, options) ? recheck(memo, seedFor(seed, slug, "again")) : null);
  const earned = cases.reduce((sum, { of, outcome }) => sum + (outcome.kind === "passed" ? of : 0), 0);
  const total = cases.reduce((sum, { of }) => sum + of, 0);
  const points = disqualified === null ? earned : 0;
  const isToBeLikened = points < total && disqualified === null && options.until !== "first failure";
  return {
    exercise: slug,
    seed,
    points,
    of: total,
    cases,
    disqualified,
    behavesLike: isToBeLikened ? wrongIdea(exercise, memo, cases, options) : null,
    questions: memo.asked.length,
  };
}

/** The planted bug that the solution is like. Others are judged as it was, with the same questions. */
function wrongIdea<Module, Calls extends CallsOf<Calls>>(
  exercise: Exercise<Module, Calls>,
  { asked }: Memo,
  cases: readonly CaseResult[],
  options: JudgeOptions,
): string | null {
  const failed = (heard: readonly CaseResult[]): readonly string[] =>
    heard.filter(({ outcome }) => outcome.kind !== "passed").map(({ name }) => name);
  return likeness(exercise, {
    asked,
    failed: failed(cases),
    failedBy: (subject) =>
      failed(hear(exercise, callsTo<Calls>(new Memo(subject), exercise.answers), options)),
  });
}

function hear<Module, Calls extends CallsOf<Calls>>(
  { slug, cases }: Exercise<Module, Calls>,
  calls: Calls,
  options: JudgeOptions,
): readonly CaseResult[] {
  const heard: CaseResult[] = [];
  for (const one of cases) {
    const because = reasonToStop(heard, options);
    const outcome: Outcome =
      because === null
        ? put(one, calls, seedFor(options.seed, slug, one.name))
        : { kind: "not run", because };
    heard.push({ name: one.name, why: one.why, of: one.points, outcome });
  }
  return heard;
}

function reasonToStop(heard: readonly CaseResult[], options: JudgeOptions): string | null {
  if (worthless(heard) !== null) return "what went wrong before spoils all the rest";
  if (!isPatient(heard, options)) return "too much went wrong before";
  const isWrong = heard.some(({ outcome }) => outcome.kind !== "passed");
  return isWrong && options.until === "first failure" ? "one thing is wrong already" : null;
}

/** The fault, if there is one, after which nothing is worth anything. */
function worthless(heard: readonly CaseResult[]): Fault | null {
  const faults = heard.flatMap(({ outcome }) => (outcome.kind === "misbehaved" ? [outcome.fault] : []));
  return faults.find(({ kind }) => disqualifying.includes(kind)) ?? null;
}

function isPatient(heard: readonly CaseResult[], { patience = 3 }: JudgeOptions): boolean {
  return heard.filter(({ outcome }) => outcome.kind === "misbehaved").length < patience;
}

function put<Calls>({ run }: Case<Calls>, calls: Calls, seed: number): Outcome {
  try {
    const finding = run(calls, createRandom(seed));
    return finding === null ? { kind: "passed" } : { kind: "failed", finding };
  } catch (error) {
    return { kind: "misbehaved", fault: faultOf(error) };
  }
}

function recheck(memo: Memo, seed: number): Fault | null {
  try {
    memo.recheck(createRandom(seed), rechecked);
    return null;
  } catch (error) {
    const fault = faultOf(error);
    return disqualifying.includes(fault.kind)
      ? fault
      : {
          kind: "answers differently when asked again",
          sentence: `Asked again, it misbehaves: ${fault.sentence}`,
        };
  }
}

/** What is not the submission's doing is a bug of ours, and goes on up. */
function faultOf(error: unknown): Fault {
  const misbehaviour = misbehaviourIn(error);
  if (misbehaviour === null) throw error;
  return { kind: misbehaviour.kind, sentence: misbehaviour.message };
}
