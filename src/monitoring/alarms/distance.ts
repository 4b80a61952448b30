import type { NodeId, NodeSet, QuorumSystem } from "../../core/index.ts";

/**
 * How far a system is from standing still: in each phase, how many of the nodes that answer may still fall silent,
 * whichever they are, before no quorum is left. If none is left now, how many must come back at least, as a negative
 * number.
 *
 * Without a phase-2 quorum nothing is decided any more. Without one of phase 1 the leader that there is goes on, but
 * nobody could succeed it.
 */
export interface QuorumDistance {
  readonly phase1: number;
  readonly phase2: number;
}

/** Above this many acceptors, sets of them are too many to go through. */
const mostAcceptors = 16;

/**
 * Exact: by counting where only numbers matter, else by going through sets of acceptors.
 *
 * @throws RangeError for more than 16 acceptors whose quorums are no matter of counting.
 */
export function distanceFromQuorum(responsive: NodeSet, quorums: QuorumSystem): QuorumDistance {
  const { acceptors, sizes, name } = quorums;
  const answering = acceptors.filter((node) => responsive.includes(node));
  if (sizes !== undefined) {
    return { phase1: answering.length - sizes.phase1, phase2: answering.length - sizes.phase2 };
  }
  if (acceptors.length > mostAcceptors) {
    throw new RangeError(
      `The distance from a quorum is computed for up to ${mostAcceptors} acceptors, or for quorums that are a matter ` +
        `of counting; "${name}" has ${acceptors.length} acceptors.`,
    );
  }
  const silent = acceptors.filter((node) => !responsive.includes(node));
  const distance = (isQuorum: (members: NodeSet) => boolean): number =>
    isQuorum(answering) ? spare(answering, isQuorum) : -missing(answering, silent, isQuorum);
  return {
    phase1: distance((members) => quorums.isPhase1Quorum(members)),
    phase2: distance((members) => quorums.isPhase2Quorum(members)),
  };
}

/** One less than the smallest number of losses that leaves no quorum. */
function spare(answering: NodeSet, isQuorum: (members: NodeSet) => boolean): number {
  for (let lost = 1; lost <= answering.length; lost++) {
    for (const rest of subsets(answering, answering.length - lost)) if (!isQuorum(rest)) return lost - 1;
  }
  return answering.length;
}

/** The smallest number of returns that makes a quorum. */
function missing(answering: NodeSet, silent: NodeSet, isQuorum: (members: NodeSet) => boolean): number {
  for (let back = 1; back < silent.length; back++) {
    for (const returned of subsets(silent, back)) {
      if (isQuorum([...answering, ...returned].sort((a, b) => a - b))) return back;
    }
  }
  return silent.length;
}

function* subsets(nodes: readonly NodeId[], size: number, from = 0): Generator<readonly NodeId[]> {
  if (size === 0) yield [];
  else {
    for (let first = from; first <= nodes.length - size; first++) {
      for (const others of subsets(nodes, size - 1, first + 1)) yield [nodes[first] as NodeId, ...others];
    }
  }
}
