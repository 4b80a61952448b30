import type { NodeId, NodeSet } from "paxoslab/core";

/** How many of so many nodes may be faulty in any way, if the others are still to agree and to get on (f). */
export function mostFaults(nodes: number): number {
  // TODO: many notes say "a third". What is a third of three?
  return Math.floor(nodes / 3);
}

/**
 * The fewest nodes that make a quorum, if so many of all may be faulty: every two quorums share a node that is not, and the
 * nodes that are not faulty can make up a quorum alone. Null if there is no such number.
 */
export function leastQuorum(nodes: number, _faults: number): number | null {
  // TODO: in a majority of majorities there may be one node only that is in both, and it may be faulty.
  return Math.floor(nodes / 2) + 1;
}

/** So many nodes say the same: at least one of them is not faulty. */
export function leastWitnesses(faults: number): number {
  // TODO: how many can lie to you, all of them alike?
  return faults;
}

/** Two quorums that can be told different things, and whoever has to lie to them for that: all that they have in common. */
export interface Split {
  readonly first: NodeSet;
  readonly second: NodeSet;
  readonly liars: NodeSet;
}

/** Two of these quorums, or one of them twice, whose common nodes may all be faulty; null if there are none. */
export function findSplit(quorums: readonly NodeSet[], _faults: number): Split | null {
  // TODO: it is not enough that they meet.
  for (const first of quorums) {
    const second = quorums.find((other) => !other.some((node) => first.includes(node)));
    if (second !== undefined) return { first, second, liars: [] };
  }
  return null;
}

/** At most so many of the nodes 0, 1, … whose silence stops everything, for each quorum needs one of them; null if there are none. */
export function findStall(_nodes: number, _quorums: readonly NodeSet[], _faults: number): NodeSet | null {
  // TODO: go through the groups of nodes that may be faulty.
  return null;
}

/** What somebody has said: a name of what it is about. */
export interface Vote {
  readonly sender: NodeId;
  readonly digest: string;
}

/** Who has said this, each once, in ascending order. */
export function supporters(votes: readonly Vote[], digest: string): NodeSet {
  // TODO: some say it twice, or somebody says it again for them.
  return votes.filter((vote) => vote.digest === digest).map(({ sender }) => sender);
}

/** What at least so many different nodes have said; null if there is nothing. */
export function believed(votes: readonly Vote[], enough: number): string | null {
  // TODO: what is counted here?
  return votes.length >= enough ? (votes[0]?.digest ?? null) : null;
}
