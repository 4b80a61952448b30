import { messageSetExplorer, type Report } from "../../check/index.ts";
import { inWords, type Vocabulary } from "../../core/index.ts";
import {
  asTest,
  check,
  counterexample,
  formatSeconds,
  minimise,
  outcomeOf,
  search,
  verdict,
  verdictText,
  type CheckOptions,
  type Counterexample,
  type Recording,
  type Subject,
  type Verdict,
} from "../../verify/index.ts";
import { sourceOf } from "./source.ts";
import type { Result, Task } from "./task.ts";

type Options = CheckOptions<Vocabulary>;

/** Explores the subject, or as much of it as the limits allow. */
export async function exploreSubject(subject: Subject, task: Task, options: Options): Promise<Result> {
  if (subject.kind === "specification") return exploreSpecification(subject, options);
  const { model, phrases } = subject;
  const found = await check(model, { ...options, ...(phrases === undefined ? {} : { phrases }) });
  return resultOf(task.minimise ? smallest(subject, found) : found, task);
}

/** Its shortest counterexample with the least trouble in it. */
function smallest(
  { model, phrases }: Extract<Subject, { kind: "protocol" }>,
  found: Verdict<Vocabulary>,
): Verdict<Vocabulary> {
  const { report, seconds } = found;
  if (report.violation === null) return found;
  const less = minimise(model, report.violation, { states: Math.max(100_000, 4 * report.states) });
  return verdict({
    model: less.model,
    report: { ...report, violation: less.violation },
    seconds,
    counterexample: counterexample(less.model, less.violation, phrases),
  });
}

function resultOf(found: Verdict<Vocabulary>, task: Task): Result {
  const { outcome, counterexample } = found;
  const source = sourceOf(task.subject);
  return {
    outcome: outcome.kind,
    text: verdictText(found),
    json: jsonOf(found),
    recording: counterexample && recordingOf(counterexample, task),
    test: counterexample && asTest(counterexample, source),
  };
}

function recordingOf(
  { property, problem, script }: Pick<Counterexample<Vocabulary>, "property" | "problem" | "script">,
  { subject }: Task,
): Recording {
  return { format: "paxoslab-counterexample", version: 1, subject, property, problem, script };
}

function jsonOf({
  outcome,
  protocol,
  properties,
  bounds,
  report,
  seconds,
  vacuous,
  counterexample,
}: Verdict<Vocabulary>): object {
  return {
    ...outcome,
    protocol,
    properties,
    bounds,
    ...countsOf(report),
    seconds,
    vacuous,
    sometimes: report.sometimes.map(({ name, witness }) => ({ name, seen: witness !== null })),
    counterexample: counterexample && {
      property: counterexample.property,
      problem: counterexample.problem,
      script: counterexample.script,
      story: counterexample.story.map(({ text }) => text),
    },
  };
}

async function exploreSpecification(
  { spec }: Extract<Subject, { kind: "specification" }>,
  options: Options,
): Promise<Result> {
  const { report, seconds } = await search((limits) => messageSetExplorer(spec, limits), options);
  const { states, generated, depth, violation } = report;
  const { kind } = outcomeOf(report);
  const steps = violation?.script.map((step, index) => `${index + 1}. ${inWords(step)}`) ?? [];
  const numbers =
    `${states.toLocaleString("en")} unique states of ${generated.toLocaleString("en")} generated, ` +
    `depth ${depth}, in ${formatSeconds(seconds)}.`;
  return {
    outcome: kind,
    text: [
      headlines[kind],
      ...(violation === null ? [] : [`${violation.property}: ${violation.problem}`]),
      ...steps,
      numbers,
    ].join("\n"),
    json: { kind, states, generated, depth, seconds, violation },
    recording: null,
    test: null,
  };
}

const headlines = {
  held: "Held: every state the specification allows has been seen, and nothing is wrong with any of them.",
  violated: "Violated.",
  "bound reached": "Nothing wrong so far, and a bound was reached.",
} as const;

function countsOf({
  states,
  generated,
  depth,
  ended,
  outside,
  handlerCalls,
  bytes,
  deadMessages,
}: Report<Vocabulary>): object {
  return { states, generated, depth, ended, outside, handlerCalls, bytes, deadMessages };
}
