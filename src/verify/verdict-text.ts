import type { Vocabulary } from "../core/index.ts";
import { count } from "../figures/index.ts";
import type { Verdict } from "./verdict.ts";

/** The verdict for a console: what it is first, then on what ground. */
export function verdictText<V extends Vocabulary>(verdict: Verdict<V>): string {
  const { counterexample } = verdict;
  return [
    headline(verdict),
    ...(counterexample === null ? [] : ["", ...storyLines(counterexample.story.map(({ text }) => text))]),
    "",
    `Looked at: ${verdict.bounds.join("; ")}.`,
    `Properties: ${verdict.properties.join("; ")}.`,
    ...sightings(verdict),
    effort(verdict),
  ].join("\n");
}

/** The one sentence that matters. */
export function headline<V extends Vocabulary>({
  outcome,
  protocol,
  report,
  vacuous,
  counterexample,
}: Verdict<V>): string {
  const states = count(report.states, "state");
  switch (outcome.kind) {
    case "held": {
      const held = vacuous.length === 0 ? "Held" : "Held, vacuously";
      const all = report.states === 1 ? "the only state there is" : `all ${states} there are`;
      return `${held}: ${protocol} keeps every property in ${all} within these bounds.`;
    }
    case "violated": {
      const steps = counterexample === null ? "" : ` after ${count(counterexample.script.length, "step")}`;
      return `Violated: ${outcome.property}, in ${protocol}${steps}: ${counterexample?.problem ?? report.violation?.problem}.`;
    }
    case "bound reached":
      return `Nothing wrong so far in ${states} of ${protocol}, and not all of them seen: ${reasons[outcome.bound]}.`;
  }
}

const reasons = {
  "depth limit": "the depth limit was reached",
  "state limit": "the limit on states was reached",
  "memory limit": "the memory limit was reached",
  stopped: "the search was stopped or ran out of time",
  unfinished: "the search has not ended",
} as const;

export function sightings<V extends Vocabulary>({ report, vacuous, outcome }: Verdict<V>): readonly string[] {
  const seen = report.sometimes.filter(({ witness }) => witness !== null).map(({ name }) => name);
  return [
    ...(seen.length === 0 ? [] : [`Seen at least once: ${seen.join("; ")}.`]),
    ...(vacuous.length === 0 || outcome.kind === "violated"
      ? []
      : [`VACUOUS: never seen, although it ought to be: ${vacuous.join("; ")}.`]),
  ];
}

export function effort<V extends Vocabulary>({
  report,
  seconds,
  statesPerSecond,
}: Pick<Verdict<V>, "report" | "seconds" | "statesPerSecond">): string {
  const { states, generated, depth, handlerCalls, bytes, outside, deadMessages } = report;
  const beyond = outside === 0 ? "" : `; ${count(outside, "step")} not taken, out of bounds`;
  const uncounted =
    deadMessages === "kept"
      ? ""
      : " States are told apart without messages that can mean nothing to their receiver any more.";
  return (
    `${count(states, "unique state")} of ${generated.toLocaleString("en")} generated, depth ${depth}, in ` +
    `${formatSeconds(seconds)} (${statesPerSecond.toLocaleString("en")} a second), ` +
    `${(bytes / 2 ** 20).toFixed(1)} MB; the protocol's own code was called ${handlerCalls.toLocaleString("en")} times${beyond}.${uncounted}`
  );
}

export function formatSeconds(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

function storyLines(story: readonly string[]): readonly string[] {
  const width = `${story.length}`.length;
  return story.map((line, index) => `${`${index + 1}`.padStart(width)}. ${line}`);
}
