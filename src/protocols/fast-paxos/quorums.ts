import { majoritySize, QuorumError, type NodeId, type NodeSet } from "../../core/index.ts";

/**
 * Which sets of acceptors are enough, when rounds may be fast.
 *
 * Safety asks two things: every phase-1 quorum meets every classic quorum, and every phase-1 quorum meets
 * *every two* fast quorums in one and the same acceptor (Lamport, *Fast Paxos*, the Quorum Requirement of
 * section 3; with phase 1 told apart: Howard, Charapko and Mortier, *Fast Flexible Paxos*, 2021).
 */
export interface FastQuorums {
  readonly name: string;
  readonly acceptors: readonly NodeId[];
  /** Are these enough to finish phase 1 of any round? */
  isPhase1Quorum(members: NodeSet): boolean;
  /** Are their votes in one classic round enough to choose a value? */
  isClassicQuorum(members: NodeSet): boolean;
  /** Are their votes for one value in one fast round enough to choose it? */
  isFastQuorum(members: NodeSet): boolean;
}

export interface FastSizes {
  readonly phase1: number;
  readonly classic: number;
  readonly fast: number;
}

/**
 * Quorums by their sizes: `phase1 + classic > N` and `phase1 + 2 · fast > 2N`.
 *
 * @throws QuorumError saying which quorums could fail to meet.
 */
export function fastFlexible(acceptors: readonly NodeId[], sizes: FastSizes): FastQuorums {
  const count = acceptors.length;
  for (const [kind, size] of Object.entries(sizes)) {
    if (!Number.isInteger(size) || size < 1 || size > count) {
      throw new QuorumError(
        `The size of ${kind} quorums must be a whole number from 1 to ${count}; got ${size}.`,
      );
    }
  }
  const problem = whatFails(count, sizes);
  if (problem !== null) throw new QuorumError(problem);
  return uncheckedSizes(acceptors, sizes);
}

/** Why quorums of these sizes are not safe among so many acceptors, or null. */
export function whatFails(count: number, { phase1, classic, fast }: FastSizes): string | null {
  if (phase1 + classic <= count) {
    return (
      `A phase-1 quorum of ${phase1} and a classic quorum of ${classic} need not meet among ${count} acceptors: ` +
      `their sizes must add up to at least ${count + 1}.`
    );
  }
  if (phase1 + 2 * fast <= 2 * count) {
    return (
      `A phase-1 quorum of ${phase1} and two fast quorums of ${fast} need not have an acceptor in common among ` +
      `${count}: phase 1 + 2 · fast must be at least ${2 * count + 1}.`
    );
  }
  return null;
}

/** Lamport's sizes: majorities in phase 1 and in classic rounds, and the fewest acceptors that then do in a fast one. */
export function fastPaxosQuorums(acceptors: readonly NodeId[]): FastQuorums {
  const classic = majoritySize(acceptors.length);
  return fastFlexible(acceptors, { phase1: classic, classic, fast: leastFast(acceptors.length, classic) });
}

/** The fewest acceptors of a fast quorum beside phase-1 quorums of `phase1`. */
export function leastFast(count: number, phase1: number): number {
  return Math.floor((2 * count - phase1) / 2) + 1;
}

/** As {@link fastFlexible}, whatever comes of it: to see what goes wrong with quorums that do not meet. */
export function uncheckedSizes(
  acceptors: readonly NodeId[],
  { phase1, classic, fast }: FastSizes,
): FastQuorums {
  const countOf = (members: NodeSet): number => members.filter((node) => acceptors.includes(node)).length;
  return {
    name: `fast ${fast}, classic ${classic}, phase 1 ${phase1} of ${acceptors.length}`,
    acceptors,
    isPhase1Quorum: (members) => countOf(members) >= phase1,
    isClassicQuorum: (members) => countOf(members) >= classic,
    isFastQuorum: (members) => countOf(members) >= fast,
  };
}

export interface ListedQuorums {
  readonly acceptors: readonly NodeId[];
  readonly phase1: readonly NodeSet[];
  readonly classic: readonly NodeSet[];
  readonly fast: readonly NodeSet[];
}

/**
 * Quorums listed one by one. A superset of a listed quorum is a quorum too.
 *
 * @throws QuorumError naming the two or three quorums that fail to meet, or a member that is no acceptor.
 */
export function fastExplicit({ acceptors, phase1, classic, fast }: ListedQuorums): FastQuorums {
  requireMembers(acceptors, { "phase-1": phase1, classic, fast });
  for (const first of phase1) {
    const apart = classic.find((second) => common(first, second).length === 0);
    if (apart !== undefined) {
      throw new QuorumError(
        `Phase-1 quorum ${set(first)} and classic quorum ${set(apart)} share no acceptor.`,
      );
    }
    for (const second of fast) {
      const third = fast.find((other) => common(common(first, second), other).length === 0);
      if (third === undefined) continue;
      throw new QuorumError(
        `Phase-1 quorum ${set(first)} and the fast quorums ${set(second)} and ${set(third)} have no acceptor in ` +
          `common; two values could each seem to have been chosen in one fast round.`,
      );
    }
  }
  const contains = (list: readonly NodeSet[], members: NodeSet): boolean =>
    list.some((quorum) => quorum.every((node) => members.includes(node)));
  return {
    name: `explicit, ${phase1.length} phase-1, ${classic.length} classic and ${fast.length} fast quorums`,
    acceptors,
    isPhase1Quorum: (members) => contains(phase1, members),
    isClassicQuorum: (members) => contains(classic, members),
    isFastQuorum: (members) => contains(fast, members),
  };
}

function requireMembers(
  acceptors: readonly NodeId[],
  lists: Readonly<Record<string, readonly NodeSet[]>>,
): void {
  for (const [kind, quorums] of Object.entries(lists)) {
    if (quorums.length === 0) throw new QuorumError(`List at least one ${kind} quorum.`);
    for (const quorum of quorums) {
      const stranger = quorum.find((node) => !acceptors.includes(node));
      if (quorum.length === 0) throw new QuorumError(`A ${kind} quorum is empty; it can meet no other.`);
      if (stranger !== undefined) {
        throw new QuorumError(`The ${kind} quorum ${set(quorum)} has ${stranger}, which is no acceptor.`);
      }
    }
  }
}

const common = (a: NodeSet, b: NodeSet): NodeSet => a.filter((node) => b.includes(node));
const set = (quorum: NodeSet): string => `{${quorum.join(", ")}}`;
