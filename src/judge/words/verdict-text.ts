import { count } from "../../figures/index.ts";
import { catalogued } from "../catalogue.ts";
import type { ToldRun } from "../exercise.ts";
import type { CaseResult, Outcome, Verdict } from "../verdict.ts";

export interface TextOptions {
  /** `first`: only the first thing that is wrong, and the first that a run shows, are told in full. By default all. */
  readonly details?: "all" | "first";
}

/** A verdict for a terminal: what is right in a line each, what is wrong with its reason and a run that shows it. */
export function verdictText(verdict: Verdict, { details = "all" }: TextOptions = {}): string {
  const wrong = verdict.cases.filter(
    ({ outcome }) => outcome.kind === "failed" || outcome.kind === "misbehaved",
  );
  const first = [wrong[0], wrong.find(({ outcome }) => runOf(outcome) !== null)];
  const lines = verdict.cases.flatMap((one) =>
    details === "all" || first.includes(one) ? caseText(one) : [caseLine(one)],
  );
  const { disqualified } = verdict;
  return [
    headline(verdict),
    ...(disqualified === null ? [] : ["", `No points: ${disqualified.sentence}`]),
    "",
    ...lines,
    ...(verdict.behavesLike === null ? [] : ["", likeness(verdict.behavesLike)]),
  ].join("\n");
}

export function headline({ exercise, points, of, cases }: Verdict): string {
  const { title } = catalogued(exercise);
  const passed = cases.filter(({ outcome }) => outcome.kind === "passed").length;
  const score = `${points} of ${count(of, "point")}`;
  return points === of
    ? `${title}: ${score}. Everything holds.`
    : `${title}: ${score}; ${passed} of ${count(cases.length, "thing")} hold.`;
}

export const likeness = (idea: string): string =>
  `To everything that was asked, it answers like a solution that ${idea}.`;

/** What is wrong in one case, in a sentence; null if nothing is. */
export function complaint(outcome: Outcome): string | null {
  switch (outcome.kind) {
    case "passed":
      return null;
    case "failed":
      return outcome.finding.sentence;
    case "misbehaved":
      return outcome.fault.sentence;
    case "not run":
      return `Not looked at: ${outcome.because}.`;
  }
}

export const signs: Readonly<Record<Outcome["kind"], string>> = {
  passed: "✓",
  failed: "✗",
  misbehaved: "✗",
  "not run": "–",
};

export const runOf = (outcome: Outcome): ToldRun | null =>
  (outcome.kind === "failed" ? outcome.finding.counterexample : undefined) ?? null;

const caseLine = ({ name, of, outcome }: CaseResult): string =>
  `${signs[outcome.kind]} ${name} (${outcome.kind === "passed" ? of : `0 of ${of}`})`;

function caseText(one: CaseResult): readonly string[] {
  const sentence = complaint(one.outcome);
  if (sentence === null || one.outcome.kind === "not run") return [caseLine(one)];
  const run = runOf(one.outcome);
  const story = run?.story.map((text, index) => `  ${String(index + 1).padStart(4)}. ${text}`) ?? [];
  return [
    caseLine(one),
    `    ${sentence}`,
    `    Why it matters: ${one.why}`,
    ...(story.length === 0 ? [] : ["    No shorter run goes wrong than this one:", ...story]),
  ];
}
