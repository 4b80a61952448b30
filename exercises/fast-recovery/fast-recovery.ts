import type { FastQuorums, Pick, Report, Round } from "paxoslab/protocols/fast-paxos";

/**
 * Observation O4: whether the plan of this vote may have been chosen in its fast round, or may yet be, as far as the reports say.
 * They come from everybody in one phase-1 quorum; of the others nothing is known.
 */
export function mayBeChosen<V>(
  vote: Report<V>,
  _reports: readonly Report<V>[],
  quorums: FastQuorums,
): boolean {
  // TODO: those who have not been heard may have voted as well.
  return quorums.isFastQuorum(vote.nodes);
}

/** Figure 2: what a coordinator may ask for in a new round, after these reports. */
export function pick<V>(
  reports: readonly Report<V>[],
  _quorums: FastQuorums,
  _isFast: (round: Round) => boolean,
): Pick<V> {
  // TODO: right after a classic round. After a fast one there may be several votes of the highest round.
  const highest = Math.max(...reports.map(({ vrnd }) => vrnd));
  const vote = reports.find(({ vrnd }) => vrnd === highest);
  return vote === undefined || highest === 0 ? { kind: "free" } : { kind: "value", value: vote.vval as V };
}

/** Your rule, as the protocol takes it. */
export function recoveryRules() {
  return { pick };
}
