import { compareBallots, type Ballot, type NodeId } from "../../core/index.ts";

/**
 * The bound that a search keeps to the lowest ballots: so many of those that these proposers can lead, in the
 * order of ballots. Two proposers, 0 and 1, with three ballots share 1.0, 1.1 and 2.0.
 */
export function lowestBallots(
  most: number,
  proposers: readonly NodeId[],
): { readonly name: string; readonly message: (message: { readonly ballot: Ballot }) => boolean } {
  const highest: Ballot = {
    round: Math.ceil(most / proposers.length),
    node: proposers[(most - 1) % proposers.length]!,
  };
  return {
    name: `${most} ${most === 1 ? "ballot" : "ballots"}`,
    message: ({ ballot }) => compareBallots(ballot, highest) <= 0,
  };
}
