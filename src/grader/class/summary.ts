import { pointsOf, type ClassReport, type Grade } from "./report.ts";

/** What a class did with one exercise. */
export interface ExerciseSummary {
  readonly exercise: string;
  readonly students: number;
  readonly of: number;
  /** With all points there are. */
  readonly passed: number;
  readonly notHandedIn: number;
  /** Of those who handed something in. */
  readonly meanPoints: number;
  /** How many have 0, 1, 2, … points, those who handed nothing in left out. */
  readonly distribution: readonly number[];
  /** The hardest first. */
  readonly cases: readonly { readonly name: string; readonly passed: number; readonly judged: number }[];
  /** Wrong ideas that solutions behave alike, the most common first. */
  readonly ideas: readonly { readonly name: string; readonly students: readonly string[] }[];
}

export function summaries({ exercises, grades }: ClassReport): readonly ExerciseSummary[] {
  return exercises.map((exercise) =>
    summary(
      exercise,
      grades.filter((grade) => grade.exercise === exercise),
    ),
  );
}

function summary(exercise: string, grades: readonly Grade[]): ExerciseSummary {
  const handedIn = grades.filter(({ result }) => result.kind !== "not handed in");
  const of = Math.max(0, ...grades.map((grade) => grade.of));
  const points = handedIn.map(pointsOf);
  return {
    exercise,
    students: grades.length,
    of,
    passed: points.filter((one) => of > 0 && one === of).length,
    notHandedIn: grades.length - handedIn.length,
    meanPoints: points.length === 0 ? 0 : points.reduce((sum, one) => sum + one, 0) / points.length,
    distribution: Array.from({ length: of + 1 }, (_, nth) => points.filter((one) => one === nth).length),
    cases: casesOf(handedIn),
    ideas: ideasOf(handedIn),
  };
}

function casesOf(grades: readonly Grade[]): ExerciseSummary["cases"] {
  const counted = new Map<string, { passed: number; judged: number }>();
  for (const { result } of grades) {
    if (result.kind !== "judged") continue;
    for (const { name, outcome } of result.verdict.cases) {
      const count = counted.get(name) ?? { passed: 0, judged: 0 };
      counted.set(name, count);
      count.judged++;
      if (outcome.kind === "passed") count.passed++;
    }
  }
  const rows = [...counted].map(([name, count]) => ({ name, ...count }));
  return rows.sort((a, b) => a.passed / a.judged - b.passed / b.judged);
}

function ideasOf(grades: readonly Grade[]): ExerciseSummary["ideas"] {
  const by = new Map<string, string[]>();
  for (const { student, result } of grades) {
    const idea = result.kind === "judged" ? result.verdict.behavesLike : null;
    if (idea === null) continue;
    by.set(idea, [...(by.get(idea) ?? []), student]);
  }
  return [...by]
    .map(([name, students]) => ({ name, students }))
    .sort((a, b) => b.students.length - a.students.length || (a.name < b.name ? -1 : 1));
}
