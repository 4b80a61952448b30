import type { ClassReport, Grade, Result } from "../../src/grader/index.ts";
import { exerciseCalled, seedFor } from "../../src/judge/index.ts";
import { judged, solutionOf } from "../judge/bank.ts";

/** Names as nobody should have, and somebody has. */
export const names = {
  right: `Ana "Quote" O'Hara & <script>window.hacked=1</script>`,
  wrong: '=HYPERLINK("http://evil","click")',
  alsoWrong: "../../etc/ミ🦊|*_`[x](y)`",
  worthless: "two\nlines]]>\u0000\u001B[31m",
  unreadable: "-1+1 con",
  absent: "con",
} as const;

const sentence = `onPrepare says "<img src=x onerror=window.hacked=1>" ]]> \u0007\uD800 & more\u202E.`;

/** A class in which everything happens, and everything that somebody wrote means harm. */
export async function classOfSix(): Promise<ClassReport> {
  const acceptor = exerciseCalled("acceptor");
  const seed = seedFor(7, "anybody");
  const isolation = { kind: "bubblewrap" } as const;
  const verdictOn = (module: object): Extract<Result, { kind: "judged" }> => ({
    kind: "judged",
    isolation,
    verdict: judged(acceptor, module, { seed }),
  });
  const right = verdictOn(await solutionOf("acceptor"));
  const wrong = verdictOn(acceptor.mutants[0]!.module);
  const worthless: Result = {
    ...wrong,
    verdict: {
      ...wrong.verdict,
      points: 0,
      disqualified: { kind: "breaks the protocol", sentence },
      behavesLike: null,
    },
  };
  const of = acceptor.cases.reduce((sum, { points }) => sum + points, 0);
  const grade = (student: string, result: Result): Grade => ({ student, exercise: "acceptor", of, result });
  const grades = [
    grade(names.right, right),
    grade(names.wrong, wrong),
    grade(names.alsoWrong, wrong),
    grade(names.worthless, worthless),
    grade(names.unreadable, { kind: "not readable", sentence }),
    grade(names.absent, { kind: "not handed in" }),
  ];
  return { version: 1, seed: 7, exercises: ["acceptor"], grades };
}

export const onlyOf = (report: ClassReport, student: string): ClassReport => ({
  ...report,
  grades: report.grades.filter((grade) => grade.student === student),
});
