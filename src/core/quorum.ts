import type { NodeId } from "./node-id.ts";
import type { NodeSet } from "./node-set.ts";

/**
 * Which sets of acceptors are enough to go on.
 *
 * Safety asks one thing only: every phase-1 quorum shares an acceptor with every phase-2 quorum
 * (Howard, Malkhi, Spiegelman, "Flexible Paxos", 2016). Majorities are the usual way to get it.
 */
export interface QuorumSystem {
  /** In words, for titles and messages: `majority, 3 of 5`. */
  readonly name: string;
  readonly acceptors: readonly NodeId[];
  /** How many acceptors are enough, if it is only their number that matters. */
  readonly sizes?: { readonly phase1: number; readonly phase2: number };
  /** Are these acceptors enough to finish phase 1 (prepare → promise)? */
  isPhase1Quorum(members: NodeSet): boolean;
  /** Are these acceptors enough to finish phase 2 (accept → accepted)? */
  isPhase2Quorum(members: NodeSet): boolean;
}

/** Quorums that would let two proposers each succeed without meeting. */
export class QuorumError extends Error {
  override readonly name = "QuorumError";
}

/** The smallest whole number greater than half: 3 of 5, 3 of 4, 114 of 227. */
export function majoritySize(count: number): number {
  return Math.floor(count / 2) + 1;
}

/** More than half of the acceptors, in both phases. */
export function majority(acceptors: readonly NodeId[]): QuorumSystem {
  const size = majoritySize(acceptors.length);
  return sized(`majority, ${size} of ${acceptors.length}`, acceptors, size, size);
}

/**
 * Any `phase1` acceptors in phase 1 and any `phase2` acceptors in phase 2 (Flexible Paxos, section 5).
 *
 * @throws QuorumError if `phase1 + phase2` is not more than the number of acceptors.
 */
export function flexible(
  acceptors: readonly NodeId[],
  sizes: { readonly phase1: number; readonly phase2: number },
): QuorumSystem {
  const { phase1, phase2 } = sizes;
  requireDistinct(acceptors);
  for (const [phase, size] of [phase1, phase2].entries()) {
    if (!Number.isInteger(size) || size < 1 || size > acceptors.length) {
      throw new QuorumError(
        `The size of phase-${phase + 1} quorums must be a whole number from 1 to ${acceptors.length}; got ${size}.`,
      );
    }
  }
  if (phase1 + phase2 <= acceptors.length) {
    throw new QuorumError(
      `Phase-1 quorums of ${phase1} and phase-2 quorums of ${phase2} need not meet among ` +
        `${acceptors.length} acceptors: their sizes must add up to at least ${acceptors.length + 1}.`,
    );
  }
  return sized(`flexible, ${phase1} and ${phase2} of ${acceptors.length}`, acceptors, phase1, phase2);
}

/**
 * Quorums listed one by one, for systems that are no matter of counting (rows and columns of a grid,
 * one acceptor in each data centre). A superset of a listed quorum is a quorum too.
 *
 * @throws QuorumError naming two quorums that do not meet, or a member that is no acceptor.
 */
export function explicit(quorums: {
  readonly acceptors: readonly NodeId[];
  readonly phase1: readonly (readonly NodeId[])[];
  readonly phase2: readonly (readonly NodeId[])[];
}): QuorumSystem {
  const { acceptors, phase1, phase2 } = quorums;
  requireDistinct(acceptors);
  requireMembers(acceptors, phase1, 1);
  requireMembers(acceptors, phase2, 2);
  for (const first of phase1) {
    const disjoint = phase2.find((second) => !second.some((node) => first.includes(node)));
    if (disjoint !== undefined) {
      throw new QuorumError(
        `Phase-1 quorum {${first.join(", ")}} and phase-2 quorum {${disjoint.join(", ")}} share no acceptor; ` +
          `every pair must meet, or two values could be chosen.`,
      );
    }
  }
  const contains = (list: readonly (readonly NodeId[])[], members: NodeSet): boolean =>
    list.some((quorum) => quorum.every((node) => members.includes(node)));
  return {
    name: `explicit, ${phase1.length} and ${phase2.length} quorums of ${acceptors.length}`,
    acceptors,
    isPhase1Quorum: (members) => contains(phase1, members),
    isPhase2Quorum: (members) => contains(phase2, members),
  };
}

function sized(name: string, acceptors: readonly NodeId[], phase1: number, phase2: number): QuorumSystem {
  requireDistinct(acceptors);
  return {
    name,
    acceptors,
    sizes: { phase1, phase2 },
    isPhase1Quorum: (members) => members.length >= phase1,
    isPhase2Quorum: (members) => members.length >= phase2,
  };
}

function requireDistinct(acceptors: readonly NodeId[]): void {
  if (acceptors.length === 0) throw new QuorumError("A quorum system needs at least one acceptor.");
  if (new Set(acceptors).size !== acceptors.length) {
    throw new QuorumError(`An acceptor is listed twice in {${acceptors.join(", ")}}.`);
  }
}

function requireMembers(
  acceptors: readonly NodeId[],
  quorums: readonly (readonly NodeId[])[],
  phase: 1 | 2,
): void {
  if (quorums.length === 0) {
    throw new QuorumError(`List at least one phase-${phase} quorum; with none, nothing can ever be chosen.`);
  }
  for (const quorum of quorums) {
    const stranger = quorum.find((node) => !acceptors.includes(node));
    if (quorum.length === 0) throw new QuorumError(`A phase-${phase} quorum is empty; it can meet no other.`);
    if (stranger !== undefined) {
      throw new QuorumError(
        `Phase-${phase} quorum {${quorum.join(", ")}} has ${stranger}, which is no acceptor.`,
      );
    }
  }
}
