import { nodes, type NodeSet } from "../../../core/index.ts";
import type { ByzantineQuorumModule } from "./port.ts";

export const rightByzantineQuorum: ByzantineQuorumModule = {
  mostFaults: (count) => Math.floor((count - 1) / 3),
  leastQuorum(count, faults) {
    const quorum = Math.floor((count + faults) / 2) + 1;
    return quorum <= count - faults ? quorum : null;
  },
  leastWitnesses: (faults) => faults + 1,
  findSplit(quorums, faults) {
    for (const first of quorums) {
      for (const second of quorums) {
        const liars = common(first, second);
        if (liars.length <= faults) return { first, second, liars };
      }
    }
    return null;
  },
  findStall: (count, quorums, faults) =>
    groups(nodes(count), Math.min(faults, count)).find((silent) =>
      quorums.every((quorum) => common(quorum, silent).length > 0),
    ) ?? null,
  supporters: (votes, digest) =>
    [...new Set(votes.flatMap((vote) => (vote.digest === digest ? [vote.sender] : [])))].sort(
      (a, b) => a - b,
    ),
  believed: (votes, enough) =>
    votes.find(({ digest }) => rightByzantineQuorum.supporters(votes, digest).length >= enough)?.digest ??
    null,
};

export const common = (a: NodeSet, b: NodeSet): NodeSet => a.filter((node) => b.includes(node));

/** All groups of so many of these nodes. */
export function groups(among: NodeSet, size: number): readonly NodeSet[] {
  if (size === 0) return [[]];
  return among.flatMap((first, nth) =>
    groups(among.slice(nth + 1), size - 1).map((others) => [first, ...others]),
  );
}
