import type { NodeId } from "../../core/index.ts";

/** Rounds are numbered from 1; 0 stands for "none yet". (*Fast Paxos*, section 2; there they are natural numbers too.) */
export type Round = number;

export const noRound: Round = 0;

export type RoundKind = "fast" | "classic";

/** Who coordinates which round, and which rounds are fast: agreed on beforehand, as quorums are. */
export interface Rounds {
  readonly coordinators: readonly NodeId[];
  /** The kinds of the rounds of one turn: so many rounds in a row have the same coordinator. */
  readonly turn: readonly RoundKind[];
}

export function isFast({ turn }: Rounds, round: Round): boolean {
  return turn[(round - 1) % turn.length] === "fast";
}

export function coordinatorOf({ coordinators, turn }: Rounds, round: Round): NodeId {
  return coordinators[Math.floor((round - 1) / turn.length) % coordinators.length]!;
}

/** The first round of this coordinator's next turn after `above`. */
export function nextRoundOf(rounds: Rounds, coordinator: NodeId, above: Round): Round {
  const { coordinators, turn } = rounds;
  const begun = Math.ceil(above / turn.length);
  const place = coordinators.indexOf(coordinator);
  const wait = (place - (begun % coordinators.length) + coordinators.length) % coordinators.length;
  return (begun + wait) * turn.length + 1;
}

/**
 * The round that may go on from the votes of this one without a phase 1 of its own: the next, if it is of
 * the same turn ("Collision Recovery"). Null if that is another coordinator's.
 */
export function recoveryOf({ turn }: Rounds, round: Round): Round | null {
  return round % turn.length === 0 ? null : round + 1;
}
