import type { FastQuorums } from "./quorums.ts";
import { noRound, type Round } from "./rounds.ts";
import { reportersIn } from "./reports.ts";
import type { AcceptorState, Report } from "./vocabulary.ts";

/** The lines on which the safety of Fast Paxos hangs, to be read together, written by a student, or planted with a bug. */
export interface Rules<V> {
  /** Phase 2a, the pick rule: what a quorum's last votes allow in a new round. `rounds` says which of theirs were fast. */
  readonly pick: (
    reports: readonly Report<V>[],
    quorums: FastQuorums,
    isFast: (round: Round) => boolean,
  ) => Pick<V>;
  /** Phase 2a: whether *any* may be sent in a fast round after these reports. */
  readonly mayOpen: (reports: readonly Report<V>[]) => boolean;
  /** Phase 2b: whether an acceptor may vote in this round. */
  readonly mayVote: (acceptor: AcceptorState<V>, round: Round) => boolean;
  /** Learning: the value that these votes of one round choose, if they do. */
  readonly choose: (
    votes: readonly Report<V>[],
    quorums: FastQuorums,
    isFast: boolean,
  ) => { readonly value: V } | null;
}

export type Pick<V> =
  /** Only this one may have been chosen, or may yet be. */
  | { readonly kind: "value"; readonly value: V }
  /** Nothing has been chosen or can be: whatever was proposed will do. */
  | { readonly kind: "free" };

export function soundRules<V>(): Rules<V> {
  return { pick, mayOpen, mayVote, choose };
}

/**
 * Figure 2 of the paper. Of the last votes only those in the highest round `k` matter: if a value may
 * have been chosen below `k`, they are all for it. In a classic `k` they are for one value anyway; in a fast one there may
 * be several, and then only a value that satisfies O4 can have been chosen, or still be.
 */
function pick<V>(
  reports: readonly Report<V>[],
  quorums: FastQuorums,
  isFast: (round: Round) => boolean,
): Pick<V> {
  const k = Math.max(...reports.map(({ vrnd }) => vrnd));
  if (k === noRound) return { kind: "free" };
  const votes = reports.filter(({ vrnd }) => vrnd === k);
  const [only] = votes;
  const picked =
    !isFast(k) || votes.length === 1 ? only : votes.find((vote) => satisfiesO4(vote, reports, quorums));
  return picked === undefined ? { kind: "free" } : { kind: "value", value: picked.vval as V };
}

/**
 * Observation O4 of the paper: some fast quorum has voted for the value in round `k` as far as we can see, that is, wherever it
 * overlaps with those who reported. The largest candidate is everybody who voted so and everybody unheard.
 *
 * At most one value satisfies it: two such quorums and the phase-1 quorum have an acceptor in common, and it has one vote.
 */
function satisfiesO4<V>(vote: Report<V>, reports: readonly Report<V>[], quorums: FastQuorums): boolean {
  const reporters = reportersIn(reports);
  const unheard = quorums.acceptors.filter((node) => !reporters.includes(node));
  return quorums.isFastQuorum([...unheard, ...vote.nodes].sort((a, b) => a - b));
}

/** Whether these votes of one fast round leave no value that could still be chosen in it (a collision). */
export function hasCollided<V>(votes: readonly Report<V>[], quorums: FastQuorums): boolean {
  return votes.every((vote) => !satisfiesO4(vote, votes, quorums));
}

/**
 * Only if nobody has voted. After a collision that has chosen nothing *any* would be safe too, but acceptors would vote as
 * they did, and collide for ever.
 */
function mayOpen<V>(reports: readonly Report<V>[]): boolean {
  return reports.every(({ vrnd }) => vrnd === noRound);
}

/** One vote a round, and none in a round that it has left behind. */
function mayVote<V>({ rnd, vrnd }: AcceptorState<V>, round: Round): boolean {
  return rnd <= round && vrnd < round;
}

/** A quorum must have voted for the *same value*: in a fast round it is not enough that a quorum has voted. */
function choose<V>(
  votes: readonly Report<V>[],
  quorums: FastQuorums,
  isFast: boolean,
): { readonly value: V } | null {
  const chosen = votes.find(({ nodes }) =>
    isFast ? quorums.isFastQuorum(nodes) : quorums.isClassicQuorum(nodes),
  );
  return chosen === undefined ? null : { value: chosen.vval as V };
}
