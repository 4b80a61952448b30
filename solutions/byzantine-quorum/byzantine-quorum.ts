import { nodes as nodesOf, type NodeId, type NodeSet } from "paxoslab/core";

/** n > 3f, so the most is what is left of a third once one node is put aside. */
export function mostFaults(nodes: number): number {
  return Math.floor((nodes - 1) / 3);
}

/**
 * Two groups of q among n have at least 2q - n in common, and as few as that if they are unlucky. More than f of them means that one
 * is not faulty: 2q - n > f, so q is more than (n + f) / 2. And the f who are faulty may be silent: q must not be more than n - f.
 * Between the two there is room only if n > 3f.
 */
export function leastQuorum(nodes: number, faults: number): number | null {
  const quorum = Math.floor((nodes + faults) / 2) + 1;
  return quorum <= nodes - faults ? quorum : null;
}

/** With f of them all may be faulty. One more cannot be. */
export function leastWitnesses(faults: number): number {
  return faults + 1;
}

export interface Split {
  readonly first: NodeSet;
  readonly second: NodeSet;
  readonly liars: NodeSet;
}

/** A quorum beside itself too: if all of it may be faulty, it says two things without anybody's help. */
export function findSplit(quorums: readonly NodeSet[], faults: number): Split | null {
  for (const first of quorums) {
    for (const second of quorums) {
      const liars = first.filter((node) => second.includes(node));
      if (liars.length <= faults) return { first, second, liars };
    }
  }
  return null;
}

/** Fewer silent nodes than may be are no worse than as many, so only the largest groups need to be tried. */
export function findStall(nodes: number, quorums: readonly NodeSet[], faults: number): NodeSet | null {
  const silent = groups(nodesOf(nodes), Math.min(faults, nodes));
  return (
    silent.find((group) => quorums.every((quorum) => quorum.some((node) => group.includes(node)))) ?? null
  );
}

function groups(among: NodeSet, size: number): readonly NodeSet[] {
  if (size === 0) return [[]];
  return among.flatMap((first, nth) =>
    groups(among.slice(nth + 1), size - 1).map((others) => [first, ...others]),
  );
}

export interface Vote {
  readonly sender: NodeId;
  readonly digest: string;
}

/** Messages are cheap: only those who send them count. */
export function supporters(votes: readonly Vote[], digest: string): NodeSet {
  const senders = votes.filter((vote) => vote.digest === digest).map(({ sender }) => sender);
  return [...new Set(senders)].sort((a, b) => a - b);
}

export function believed(votes: readonly Vote[], enough: number): string | null {
  const found = votes.find(({ digest }) => supporters(votes, digest).length >= enough);
  return found === undefined ? null : found.digest;
}
