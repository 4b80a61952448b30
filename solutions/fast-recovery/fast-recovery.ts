import type { FastQuorums, Pick, Report, Round } from "paxoslab/protocols/fast-paxos";

/**
 * The best case for the plan: everybody who has not been heard has voted for it. Those who have been heard and did not are lost to
 * it for good: they have voted otherwise, or will not vote in that round any more.
 */
export function mayBeChosen<V>(
  vote: Report<V>,
  reports: readonly Report<V>[],
  quorums: FastQuorums,
): boolean {
  const heard = reports.flatMap(({ nodes }) => nodes);
  const unheard = quorums.acceptors.filter((node) => !heard.includes(node));
  return quorums.isFastQuorum([...vote.nodes, ...unheard].sort((a, b) => a - b));
}

/**
 * Only votes of the highest round k count: whatever may have been chosen below k was the only thing that could be voted for in k.
 * In a classic k there is one value. In a fast k at most one satisfies O4, for with two of them two fast quorums and this
 * phase-1 quorum would have an acceptor in common, and it voted once. If none does, nothing has been chosen or will be.
 */
export function pick<V>(
  reports: readonly Report<V>[],
  quorums: FastQuorums,
  isFast: (round: Round) => boolean,
): Pick<V> {
  const highest = Math.max(...reports.map(({ vrnd }) => vrnd));
  if (highest === 0) return { kind: "free" };
  const votes = reports.filter(({ vrnd }) => vrnd === highest);
  const picked = isFast(highest) ? votes.find((vote) => mayBeChosen(vote, reports, quorums)) : votes[0];
  return picked === undefined ? { kind: "free" } : { kind: "value", value: picked.vval as V };
}

/** The rule, as the protocol takes it. */
export function recoveryRules() {
  return { pick };
}
