import { nodes, type NodeSet, type Random } from "../../../core/index.ts";
import { leastFast, type Report } from "../../../protocols/fast-paxos/index.ts";
import { drawnUntil } from "../../occasions.ts";
import { rightFastQuorum } from "../fast-quorum/right.ts";
import type { FastPlan } from "./port.ts";

/** What a coordinator has heard from a phase-1 quorum. */
export interface Heard {
  readonly plan: FastPlan;
  readonly reports: readonly Report<string>[];
  /** The highest round in which anybody has voted; 0 if nobody has. */
  readonly highest: number;
}

/** Odd rounds are fast. */
export const fastRounds = [1, 3, 5, 7] as const;
export const isFast = (round: number): boolean => round % 2 === 1;

/** Quorums by their sizes, majorities or not. */
export function sizesPlan(random: Random): FastPlan {
  const count = random.integer(3, 7);
  const phase1 = random.integer(Math.min(2, count - 1), count);
  const fast = random.integer(leastFast(count, phase1), count);
  const classic = random.integer(count + 1 - phase1, count);
  return { kind: "sizes", acceptors: nodes(count), sizes: { phase1, classic, fast } };
}

function lists(random: Random): FastPlan & { readonly kind: "listed" } {
  const acceptors = nodes(random.integer(4, 6));
  const list = (most: number): readonly NodeSet[] =>
    Array.from({ length: random.integer(1, 3) }, () =>
      random
        .shuffle(acceptors)
        .slice(0, random.integer(2, most))
        .sort((a, b) => a - b),
    );
  return { kind: "listed", acceptors, phase1: list(4), classic: list(4), fast: list(3) };
}

/** Quorums that are no matter of numbers, and meet wherever they must. */
export const listedPlan: (random: Random) => FastPlan = drawnUntil(
  (listed) => rightFastQuorum.findGap(listed) === null,
  lists,
);

const wishes = ["drains", "pumps", "sea wall", "footbridge", "rain gauges", "hospital", "buses"];

/** The last votes of those who were heard: in a classic round all are for one plan, in a fast one for two or three. */
export function heard(random: Random, plan: FastPlan, highest: number): Heard {
  const proposed = random.shuffle(wishes).slice(0, random.integer(2, 3));
  const reports = new Map<string, Report<string>>();
  for (const node of aPhase1Quorum(random, plan)) {
    const vrnd = random.chance(0.65) ? highest : random.integer(0, highest);
    const vval = vrnd === 0 ? null : isFast(vrnd) ? random.pick(proposed) : proposed[vrnd % proposed.length]!;
    const key = `${vrnd} ${vval}`;
    reports.set(key, { vrnd, vval, nodes: [...(reports.get(key)?.nodes ?? []), node] });
  }
  const list = random.shuffle([...reports.values()]);
  return { plan, reports: list, highest: Math.max(...list.map(({ vrnd }) => vrnd)) };
}

function aPhase1Quorum(random: Random, plan: FastPlan): NodeSet {
  const { acceptors } = plan;
  if (plan.kind === "listed") return random.pick(plan.phase1);
  const size = random.chance(0.7) ? plan.sizes.phase1 : random.integer(plan.sizes.phase1, acceptors.length);
  return random
    .shuffle(acceptors)
    .slice(0, size)
    .sort((a, b) => a - b);
}

/** As the beginning of a sentence. */
export function inWords({ plan, reports }: Heard): string {
  const set = (members: NodeSet): string => `{${members.join(", ")}}`;
  const quorums =
    plan.kind === "sizes"
      ? `Of ${plan.acceptors.length} acceptors ${plan.sizes.phase1} are enough in phase 1, ${plan.sizes.classic} in classic rounds and ${plan.sizes.fast} in fast ones`
      : `Of ${plan.acceptors.length} acceptors fast quorums are ${plan.fast.map(set).join(" and ")}`;
  const votes = reports.map(({ vrnd, vval, nodes }) =>
    vrnd === 0 ? `${set(nodes)} never voted` : `${set(nodes)} voted for “${vval}” in round ${vrnd}`,
  );
  return `${quorums}; ${votes.join(", ")}; odd rounds are fast.`;
}
