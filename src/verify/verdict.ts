import { vacuous, type Ending, type Model, type Report } from "../check/index.ts";
import type { Vocabulary } from "../core/index.ts";
import { showsItself } from "../figures/index.ts";
import type { Counterexample } from "./counterexample.ts";
import { boundsOf } from "./bounds.ts";
import { verdictHtml } from "./verdict-html.ts";
import { verdictText } from "./verdict-text.ts";

/** What a search found, for people: as the last expression of a cell, or by `show`, it shows itself. */
export interface Verdict<V extends Vocabulary> {
  readonly outcome: Outcome;
  readonly protocol: string;
  /** The properties that were watched. */
  readonly properties: readonly string[];
  /** What the model allows to happen, and where it ends. */
  readonly bounds: readonly string[];
  readonly report: Report<V>;
  readonly seconds: number;
  readonly statesPerSecond: number;
  /** What should have been seen at least once and never was: what held may have held for want of trying. */
  readonly vacuous: readonly string[];
  readonly counterexample: Counterexample<V> | null;
}

export type Outcome =
  /** All that the model allows was seen, and nothing was wrong with it. */
  | { readonly kind: "held" }
  | { readonly kind: "violated"; readonly property: string }
  /** Nothing wrong so far; there is more to see. */
  | { readonly kind: "bound reached"; readonly bound: Exclude<Ending, "exhausted" | "violation"> };

export interface Found<V extends Vocabulary> {
  readonly model: Model<V>;
  readonly report: Report<V>;
  readonly seconds: number;
  readonly counterexample: Counterexample<V> | null;
}

export function verdict<V extends Vocabulary>({
  model,
  report,
  seconds,
  counterexample,
}: Found<V>): Verdict<V> {
  const found: Verdict<V> = {
    outcome: outcomeOf(report),
    protocol: model.protocol.name,
    properties: [...(model.properties ?? []), ...(model.eventually ?? [])].map(({ name }) => name),
    bounds: boundsOf(model),
    report,
    seconds,
    statesPerSecond: Math.round(report.states / Math.max(seconds, 1e-6)),
    vacuous: vacuous(report),
    counterexample,
  };
  return showsItself(found, () => ({ "text/html": verdictHtml(found), "text/plain": verdictText(found) }));
}

export function outcomeOf({
  ended,
  violation,
}: {
  readonly ended: Ending;
  readonly violation: { readonly property: string } | null;
}): Outcome {
  if (violation !== null) return { kind: "violated", property: violation.property };
  if (ended === "exhausted") return { kind: "held" };
  if (ended === "violation") throw new Error("A search ended by a violation reports it.");
  return { kind: "bound reached", bound: ended };
}
