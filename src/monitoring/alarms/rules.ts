import type { NodeSet, QuorumSystem } from "../../core/index.ts";
import { distanceFromQuorum, type QuorumDistance } from "./distance.ts";

/** When to raise an alarm, by which nodes answer. */
export interface AlarmRule {
  readonly name: string;
  /** What is wrong if just these nodes answer, whoever asks being one of them; null if nothing. */
  finding(responsive: NodeSet): Finding | null;
}

export interface Finding {
  /** `error`: it stands still already. */
  readonly severity: "warn" | "error";
  readonly words: string;
}

/**
 * The rule of thumb: fewer than so many per cent of the nodes answer, by default 60. It knows nothing of quorums: of
 * 5 nodes it lets 3 pass, where one more loss stops everything, and of 227 it cries at 136, where 22 more may fail.
 */
export function shareResponsive({ acceptors }: QuorumSystem, percent = 60): AlarmRule {
  const total = acceptors.length;
  return {
    name: `fewer than ${percent} % answer`,
    finding(responsive) {
      const answering = acceptors.filter((node) => responsive.includes(node)).length;
      if (answering * 100 >= total * percent) return null;
      return { severity: "warn", words: `only ${answering} of ${total} nodes answer` };
    },
  };
}

export interface DistanceOptions {
  /** The alarm is raised at this distance. By default 0: the next loss stops everything. */
  readonly atMost?: number;
  /**
   * Which quorums it is about: by default those of both phases. Those of phase 2 alone tell whether it goes on as long
   * as its leader lives.
   */
  readonly phases?: "both" | "phase 2";
}

/** The distance from a quorum is not greater than it may be. */
export function quorumDistance(
  quorums: QuorumSystem,
  { atMost = 0, phases = "both" }: DistanceOptions = {},
): AlarmRule {
  const total = quorums.acceptors.length;
  return {
    name: phases === "both" ? "distance from quorum" : "distance from phase-2 quorum",
    finding(responsive) {
      const distance = distanceFromQuorum(responsive, quorums);
      const least = phases === "both" ? Math.min(distance.phase1, distance.phase2) : distance.phase2;
      if (least > atMost) return null;
      return {
        severity: least < 0 ? "error" : "warn",
        words: `${responsive.length} of ${total} nodes answer: ${inWords(distance, least)}`,
      };
    },
  };
}

function inWords(distance: QuorumDistance, least: number): string {
  if (least > 0) return `${least} more may fall silent`;
  if (least === 0) return "one more silent, and a quorum is lost";
  const phase = distance.phase2 < 0 ? (distance.phase1 < 0 ? "" : "phase-2 ") : "phase-1 ";
  return `no ${phase}quorum, ${-least} must come back`;
}
