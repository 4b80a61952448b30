import type { QuorumSystem } from "../../core/index.ts";
import { distanceFromQuorum, type QuorumDistance } from "./distance.ts";
import { shareResponsive } from "./rules.ts";

/** What the two rules say when so many nodes answer. */
export interface RuleRow {
  readonly responsive: number;
  readonly shareAlarms: boolean;
  readonly distance: QuorumDistance;
  /** `cries wolf`: it alarms although more nodes may fail; `sleeps`: it does not, although none may. */
  readonly share: "right" | "cries wolf" | "sleeps";
}

/** The rule of thumb against the distance from a quorum, from all nodes answering to none; the first so many answer. */
export function compareRules(quorums: QuorumSystem, percent = 60): readonly RuleRow[] {
  const { acceptors } = quorums;
  const rule = shareResponsive(quorums, percent);
  return Array.from({ length: acceptors.length + 1 }, (_, silent) => {
    const responsive = acceptors.slice(0, acceptors.length - silent);
    const distance = distanceFromQuorum(responsive, quorums);
    const shareAlarms = rule.finding(responsive) !== null;
    const isDanger = Math.min(distance.phase1, distance.phase2) <= 0;
    const share = shareAlarms === isDanger ? "right" : shareAlarms ? "cries wolf" : "sleeps";
    return { responsive: responsive.length, shareAlarms, distance, share };
  });
}
