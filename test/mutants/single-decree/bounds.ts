import type { ClientRequest, Model } from "../../../src/check/index.ts";
import { explicit, flexible, majority, nodes, type QuorumSystem } from "../../../src/core/index.ts";
import type { V } from "./variant.ts";

/**
 * A small world, all of whose runs can be looked at: some acceptors, of whom the first ones also propose,
 * and a learner apart.
 */
export interface Bounds {
  readonly quorums: QuorumSystem;
  /** The lowest ones that the proposers can have: two proposers share 1.0, 1.1, 2.0, … */
  readonly ballots: number;
  /** Who is asked to propose; each once. By default nodes 0 and 1, a value of its own each. */
  readonly requests?: readonly ClientRequest<V>[];
  /** By default timers ring only if there are more ballots than requests, which takes a second attempt. */
  readonly timers?: Model<V>["timers"];
  /** How often a proposer may try; by default as often as the ballots last. */
  readonly attempts?: number;
  /**
   * `unsaid`: an acceptor that would refuse says nothing. Nothing that must always hold depends on it, for the
   * refusal might as well be under way for ever; and far fewer states say as much.
   */
  readonly refusals?: "said" | "unsaid";
  /** By default kept: where there are few states, looking ahead takes longer than looking. */
  readonly deadMessages?: Model<V>["deadMessages"];
  readonly crashes?: number;
  readonly duplicates?: number;
}

/** A client that asks a node to get its value chosen. */
export const ask = (node: number, value = `plan of ${node}`): ClientRequest<V> => ({
  node,
  request: { kind: "propose", value },
});

/** More than half, as usual. */
export const trio = majority(nodes(3));
/** The smallest quorums for bugs in phase 1: any acceptor may let a proposer go on, and both must accept. */
export const easyToPrepare = flexible(nodes(2), { phase1: 1, phase2: 2 });
/** The smallest ones for bugs in phase 2: both must promise, and what any acceptor accepts is chosen. */
export const easyToAccept = flexible(nodes(2), { phase1: 2, phase2: 1 });
/** Acceptor 1 decides, and 0 has a say without a vote: the smallest ones in which reports can differ. */
export const primary = explicit({ acceptors: nodes(2), phase1: [[1]], phase2: [[1]] });
/** The smallest ones in which it takes two acceptors to go on, and their reports can differ. */
export const kite = explicit({
  acceptors: nodes(3),
  phase1: [[0], [1, 2]],
  phase2: [
    [0, 1],
    [0, 2],
  ],
});

/** The bounds for people: `flexible, 2 and 1 of 2; 2 ballots; 1 crash`. */
export function inWords({
  quorums,
  ballots,
  requests,
  refusals,
  crashes = 0,
  duplicates = 0,
}: Bounds): string {
  const count = (number: number, singular: string, plural = `${singular}s`): readonly string[] =>
    number === 0 ? [] : [`${number} ${number === 1 ? singular : plural}`];
  return [
    quorums.name,
    ...count(ballots, "ballot"),
    ...count(requests?.length ?? 2, "request"),
    ...count(crashes, "crash", "crashes"),
    ...count(duplicates, "duplicate"),
    ...(refusals === "unsaid" ? ["refusals unsaid"] : []),
  ].join("; ");
}
