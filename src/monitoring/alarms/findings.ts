import type { Time } from "../../core/index.ts";
import type { Finding } from "./rules.ts";

export interface Found extends Finding {
  readonly at: Time;
}

/** What a rule found at first, and whenever that changed. */
export interface Findings {
  readonly findings: readonly Found[];
  readonly worst: Finding["severity"];
}

export function firstFound(finding: Finding, at: Time): Findings {
  return { findings: [{ ...finding, at }], worst: finding.severity };
}

/** The same with one more finding, if it says anything new. */
export function alsoFound<F extends Findings>(known: F, finding: Finding, at: Time): F {
  if (known.findings.at(-1)?.words === finding.words) return known;
  const worst = known.worst === "error" ? "error" : finding.severity;
  return { ...known, worst, findings: [...known.findings, { ...finding, at }] };
}
