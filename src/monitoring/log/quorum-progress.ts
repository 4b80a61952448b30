import {
  sameBallot,
  withNode,
  type Ballot,
  type NodeId,
  type NodeSet,
  type QuorumSystem,
} from "../../core/index.ts";
import { distanceFromQuorum } from "../alarms/index.ts";
import type { Vote } from "../lens.ts";

/** How far a quorum has come with the latest vote. */
export interface Progress {
  readonly got: number;
  readonly needs: number;
  /** Whether it is complete now; false if it was so before. */
  readonly isNews: boolean;
}

interface Tally {
  readonly ballot: Ballot;
  /** By slot; phase 1 has one for all of them. */
  readonly slots: Map<number | null, NodeSet>;
}

/** Counts, at each node, the votes that reach it. */
export class QuorumProgress {
  readonly #quorums: QuorumSystem;
  readonly #votesSilently: boolean;
  readonly #tallies = new Map<string, Tally>();

  constructor(lens: { readonly quorums: QuorumSystem; readonly votesSilently: boolean }) {
    this.#quorums = lens.quorums;
    this.#votesSilently = lens.votesSilently;
  }

  /** A vote reaches a node; null if it counts no more: it came twice, or a quorum was complete without it. */
  count(at: NodeId, from: NodeId, { phase, ballot, slot }: Vote): Progress | null {
    const tally = this.#tally(at, phase, ballot);
    const before = tally.slots.get(slot) ?? (this.#votesSilently ? [at] : []);
    const votes = withNode(before, from);
    if (votes === before || this.#isQuorum(phase, before)) return null;
    tally.slots.set(slot, votes);
    const distance = distanceFromQuorum(votes, this.#quorums)[phase === 1 ? "phase1" : "phase2"];
    return { got: votes.length, needs: votes.length + Math.max(0, -distance), isNews: distance >= 0 };
  }

  /** Votes of an older ballot are of no use to a node that counts those of another. */
  #tally(at: NodeId, phase: 1 | 2, ballot: Ballot): Tally {
    const key = `${at} ${phase}`;
    const known = this.#tallies.get(key);
    if (known !== undefined && sameBallot(known.ballot, ballot)) return known;
    const fresh: Tally = { ballot, slots: new Map() };
    this.#tallies.set(key, fresh);
    return fresh;
  }

  #isQuorum(phase: 1 | 2, votes: NodeSet): boolean {
    return phase === 1 ? this.#quorums.isPhase1Quorum(votes) : this.#quorums.isPhase2Quorum(votes);
  }
}
