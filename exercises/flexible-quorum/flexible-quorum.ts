import type { NodeSet } from "paxoslab/core";

/** How many acceptors are enough in each phase. */
export interface Sizes {
  readonly phase1: number;
  readonly phase2: number;
}

/** Quorums named one by one. */
export interface Listed {
  readonly phase1: readonly NodeSet[];
  readonly phase2: readonly NodeSet[];
}

/** A quorum of each phase, with no acceptor in common. */
export interface Gap {
  readonly phase1: NodeSet;
  readonly phase2: NodeSet;
}

/** How many acceptors may be down, whichever they are, */
export interface Target {
  /** with a leader in office still getting its proposals chosen, */
  readonly steady: number;
  /** and with a new leader still able to take office. */
  readonly takeover: number;
}

/** Whether quorums of these sizes among `count` acceptors meet wherever they must. */
export function areSafe(count: number, { phase1, phase2 }: Sizes): boolean {
  // TODO: this is Paxos as everybody knows it. Is so much needed?
  return 2 * phase1 > count && 2 * phase2 > count;
}

/** The fewest acceptors that make a phase-2 quorum, if `phase1` of `count` make a phase-1 quorum. */
export function leastPhase2(count: number, _phase1: number): number {
  // TODO
  return Math.floor(count / 2) + 1;
}

/** A phase-1 and a phase-2 quorum that must meet and do not, or null if there are none. */
export function findGap(_listed: Listed): Gap | null {
  // TODO
  return null;
}

/**
 * Acceptors in a rectangle, numbered row by row from 0: phase 1 takes a whole row, phase 2 a whole column. (Each row
 * as a list in ascending order, rows from the top; columns likewise, from the left.)
 */
export function grid(_rows: number, _columns: number): Listed {
  // TODO: two rows of three are 0 1 2 and 3 4 5.
  return { phase1: [], phase2: [] };
}

/** Whether one of these quorums is still whole when these acceptors are down. */
export function goesOn(_quorums: readonly NodeSet[], _down: NodeSet): boolean {
  // TODO
  return true;
}

/** The most acceptors that may be down, *whichever* they are, with one of these quorums still whole. */
export function tolerates(quorums: readonly NodeSet[]): number {
  // TODO: not how many may be down if one is lucky.
  return quorums.length - 1;
}

/**
 * The sizes among `count` acceptors that meet the target with as few as possible in phase 2, and beside that as few as
 * possible in phase 1; null if no sizes meet it.
 */
export function cheapest(count: number, _target: Target): Sizes | null {
  // TODO: for which targets are majorities the answer?
  const majority = Math.floor(count / 2) + 1;
  return { phase1: majority, phase2: majority };
}
