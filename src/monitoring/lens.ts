import type { Ballot, QuorumSystem, Vocabulary } from "../core/index.ts";

/**
 * How to see, in what the nodes of one protocol say and do, the things that are watched in every protocol.
 *
 * Each function looks at one piece of data and says what it means, or null if nothing. A protocol without leaders
 * shows none; one whose numbered attempts are terms, views or epochs shows them as ballots.
 */
export interface MonitoringLens<V extends Vocabulary> {
  /** Which sets of nodes are enough: for progress in the log and for the alarm. */
  readonly quorums: QuorumSystem;
  /** What a client wants, by asking this of this node. */
  readonly asked: (request: V["request"], node: number) => Proposal | null;
  /** Which proposal comes to its end when this node decides this. */
  readonly settled: (decision: V["decision"], node: number) => Proposal | null;
  readonly kind: (message: V["message"]) => string;
  /** Whether it asks for an answer, by the lack of which silence is noticed, or is such an answer. */
  readonly part: (message: V["message"]) => "question" | "answer" | null;
  /** By sending it, a node goes through phase 1 of this ballot. */
  readonly campaign: (message: V["message"]) => Ballot | null;
  /** By sending it, a node shows that it leads this ballot. */
  readonly leads: (message: V["message"]) => Ballot | null;
  /** A node that sets this timer does not lead. */
  readonly isFollowersTimer: (timer: V["timer"]) => boolean;
  /** Whether a message sent when this timer rings has been sent before, and was not answered. */
  readonly isRepeat: (message: V["message"], timer: V["timer"]) => boolean;
  readonly vote: (message: V["message"]) => Vote | null;
  /** Whether a node votes for its own ballots without a message. */
  readonly votesSilently: boolean;
  readonly refusal: (message: V["message"]) => Refusal | null;
}

/**
 * A session has one proposal at a time under way and numbers them upwards: asking for the same one again is no new
 * proposal, and asking for the next one gives up the one before.
 */
export interface Proposal {
  readonly session: number;
  readonly sequence: number;
  /** What is proposed, where proposals exclude each other: if another value is chosen, this one has failed. */
  readonly value?: unknown;
}

/** One vote towards a quorum of phase 1 or 2, counted by whoever receives it. */
export interface Vote {
  readonly phase: 1 | 2;
  readonly ballot: Ballot;
  /** Its place in a log; null if the vote is not about one. */
  readonly slot: number | null;
}

export interface Refusal {
  readonly ballot: Ballot;
  /** The higher one that stands in its way. */
  readonly promised: Ballot;
}
