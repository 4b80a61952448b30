import { QuorumError } from "../../core/index.ts";

/** How many nodes there are, how many of them may be faulty, and how many voices are enough. */
export interface Group {
  readonly nodes: number;
  /** At most so many may be faulty (f). */
  readonly faults: number;
  /** So many say the same: no other so many say otherwise. */
  readonly quorum: number;
}

/**
 * The group that tolerates as many faulty nodes as it can, fewer than a third, or as many as asked for.
 *
 * @throws QuorumError if they are too many for the number of nodes.
 */
export function byzantineGroup(nodes: number, faults = Math.floor((nodes - 1) / 3)): Group {
  const group = { nodes, faults, quorum: Math.ceil((nodes + faults + 1) / 2) };
  const problem = whatIsWrong(group);
  if (problem !== null) throw new QuorumError(problem);
  return group;
}

/**
 * Why this group does not do, or null.
 *
 * Safety: two quorums have more nodes in common than may be faulty, so at least one that does not say both things
 * (2q − n > f). Progress: those that are not faulty are a quorum (q ≤ n − f). Both together ask for n > 3f. (Bracha and
 * Toueg, *Asynchronous Consensus and Broadcast Protocols*, 1985; Malkhi and Reiter, *Byzantine Quorum Systems*, 1998.)
 */
export function whatIsWrong({ nodes, faults, quorum }: Group): string | null {
  if (2 * quorum - nodes <= faults) {
    return (
      `Two quorums of ${quorum} among ${nodes} may have no more than ${Math.max(0, 2 * quorum - nodes)} in common, and ` +
      `${faults} may be faulty: both could be told something else. ${needed(faults)}`
    );
  }
  if (quorum > nodes - faults) {
    return `With ${faults} of ${nodes} silent, ${nodes - faults} are left: no quorum of ${quorum}. ${needed(faults)}`;
  }
  return null;
}

/** f + 1: at least one of so many is not faulty. */
export const someCorrect = ({ faults }: Group): number => faults + 1;

const needed = (faults: number): string => `With f = ${faults} it takes ${3 * faults + 1} nodes (3f + 1).`;
