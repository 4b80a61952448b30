import {
  formatBallot,
  nodes,
  sameData,
  type Ballot,
  type NodeId,
  type Random,
  type TimerSpan,
} from "../../../core/index.ts";
import {
  randomisedBackoff,
  type AcceptedProposal,
  type ProposerTransition,
  type RetryPolicy,
} from "../../../protocols/single-decree/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { occasions, type Look } from "../../occasions.ts";
import { quorumSystem, type QuorumPlan } from "../../quorum-plan.ts";
import type { ProposerCalls, Situation } from "./port.ts";

/** A proposer, where it stands, and what it is asked to propose. */
export interface Errand {
  readonly situation: Situation;
  /** What its situation says, to be compared with. */
  readonly retry: RetryPolicy;
  /** The highest ballot it has heard of. */
  readonly seen: Ballot;
  readonly value: string;
  /** Acceptors that are a phase-1 quorum together, and not before the last of them. At least two. */
  readonly enough: readonly NodeId[];
  /** What each of them has accepted below `seen`; two of them have for certain. */
  readonly reports: readonly (AcceptedProposal<string> | null)[];
}

/** What is proposed; whoever was there before proposed something else. */
const newPlans = ["pumps", "drains", "sea wall"];
const oldPlans = ["footbridge", "rain gauges", "hospital", "buses"];

function quorumPlan(random: Random): QuorumPlan {
  const acceptors = nodes(random.integer(3, 6)).map((node) => node + random.pick([0, 0, 9]));
  const chairs = [...new Set(acceptors)];
  switch (random.pick(["majority", "sizes", "listed"] as const)) {
    case "majority":
      return { kind: "majority", acceptors: chairs };
    case "sizes": {
      const phase1 = random.integer(2, chairs.length);
      return { kind: "sizes", acceptors: chairs, phase1, phase2: chairs.length + 1 - phase1 };
    }
    case "listed":
      return {
        kind: "listed",
        acceptors: [0, 1, 2, 3, 4, 5],
        phase1: [
          [0, 1, 2],
          [3, 4, 5],
        ],
        phase2: [
          [0, 3],
          [1, 4],
          [2, 5],
        ],
      };
  }
}

/**
 * Reports that are easily taken for each other: the second highest is of the same round, or higher as text; the highest
 * has a plan that only it has.
 */
function reports(random: Random, count: number, round: number): readonly AcceptedProposal<string>[] {
  const [lonely = "", common = ""] = random.shuffle(oldPlans);
  const next = random.chance(0.8)
    ? { round, node: random.integer(2, 9) }
    : { round: 9, node: random.integer(10, 12) };
  // Lower, though round and node together come to more.
  const farther = { round: round - 1, node: random.integer(40, 60) };
  const lower = random.shuffle([1, 2, 3, 4, 5, 6]).map((round) => ({ round, node: random.integer(0, 12) }));
  return [
    { ballot: { round, node: random.integer(10, 12) }, value: lonely },
    ...[...random.shuffle([next, farther]), ...lower]
      .slice(0, count - 1)
      .map((ballot) => ({ ballot, value: common })),
  ];
}

function errand(random: Random): Errand {
  const quorums = quorumPlan(random);
  const system = quorumSystem(quorums);
  const self = random.pick([...system.acceptors, 12]);
  const retry = { roundTrip: random.integer(1_000, 90_000), cap: random.integer(200_000, 900_000) };
  const order = random.shuffle(system.acceptors);
  const size = order.findIndex((_, nth) =>
    system.isPhase1Quorum(order.slice(0, nth + 1).sort((a, b) => a - b)),
  );
  const enough = order.slice(0, size + 1);
  const seen = { round: random.pick([10, 11, 27, 100]), node: random.integer(13, 15) };
  const silent = random.chance(0.4) ? random.integer(0, enough.length - 2) : 0;
  return {
    situation: { self, quorums, retry },
    retry: randomisedBackoff(retry),
    seen,
    value: random.pick(newPlans),
    enough,
    reports: random.shuffle([
      ...reports(random, enough.length - silent, seen.round),
      ...Array.from({ length: silent }, () => null),
    ]),
  };
}

export const onErrands = occasions<ProposerCalls, Errand>(errand, 7);

/** An errand, and the ballot that the proposer has opened for it. */
export interface Campaign extends Errand {
  readonly state: ProposerTransition<string>["state"];
  readonly ballot: Ballot;
}

/** Looks at proposers that have just opened their first ballot. */
export const onCampaigns = (look: Look<ProposerCalls, Campaign>): Case<ProposerCalls>["run"] =>
  onErrands((module, errand) => {
    const step = open(module, errand);
    const ballot = prepared(step);
    return ballot === null ? nothingPrepared(errand) : look(module, { ...errand, state: step.state, ballot });
  });

/** It has heard of a ballot, and a client comes. */
export const open = (module: ProposerCalls, { seen, value, situation }: Errand): ProposerTransition<string> =>
  module.onPropose({ ...module.initial(), highest: seen }, value, situation);

/** The ballot for which a step asks for promises; null if it asks for none. */
export function prepared({ effects }: ProposerTransition<string>): Ballot | null {
  for (const effect of effects) {
    if (effect.kind === "send" && effect.message.kind === "prepare") return effect.message.ballot;
  }
  return null;
}

export const nothingPrepared = ({ value }: Errand): Finding => ({
  sentence: `It has “${value}” to propose, and sends no prepare.`,
});

export const at = (ballot: Ballot): string => `ballot ${formatBallot(ballot)}`;

/** Whether a step sets the timer `retry` to that span, and does nothing else about it. */
export function setsTimer(
  what: string,
  { effects }: ProposerTransition<string>,
  policy: string,
  after: TimerSpan,
): Finding | null {
  const timers = effects.filter(({ kind }) => kind === "set-timer" || kind === "cancel-timer");
  if (sameData(timers, [{ kind: "set-timer", timer: "retry", after }])) return null;
  const instead = timers
    .map((effect) =>
      effect.kind === "set-timer"
        ? `sets it to from ${effect.after.min} to ${effect.after.max} µs`
        : "cancels it",
    )
    .join(" and ");
  return {
    sentence: `${what}: it should set its timer to ${policy}, from ${after.min} to ${after.max} µs; it ${instead || "does nothing about it"}.`,
  };
}

/** Whether a step cancels the timer `retry`: said twice is as good as said once. */
export function cancelsTimer(what: string, { effects }: ProposerTransition<string>): Finding | null {
  const timers = effects.filter(({ kind }) => kind === "set-timer" || kind === "cancel-timer");
  const last = timers.at(-1);
  return last?.kind === "cancel-timer"
    ? null
    : {
        sentence: `${what}, it should cancel its timer; it ${last === undefined ? "lets it run" : "sets it"}.`,
      };
}
