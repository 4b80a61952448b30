import {
  compareBallots,
  compareData,
  withNode,
  type Ballot,
  type NodeId,
  type NodeSet,
  type Observation,
  type Vocabulary,
} from "../core/index.ts";

/** One acceptor's acceptance of one proposal, as a message reveals it. */
export interface Vote {
  readonly ballot: Ballot;
  readonly value: unknown;
}

/** How to see the votes of a protocol: what a node votes for by sending this message, or null. */
export interface VotingLens<V extends Vocabulary> {
  readonly voteIn: (message: V["message"]) => Vote | null;
  /** Whether the votes of these for one value choose it at that ballot. */
  readonly isChosenBy: (voters: NodeSet, ballot: Ballot) => boolean;
}

/** The voters of one proposal so far. */
export interface Tally extends Vote {
  readonly voters: NodeSet;
}

/**
 * All votes ever cast, a tally a proposal; sorted, for in which order they were cast makes no difference to
 * what may follow.
 */
export type Tallies = readonly Tally[];

/** The tallies after this event; the same ones if it was no vote, or one cast before. */
export function countVote<V extends Vocabulary>(
  tallies: Tallies,
  node: NodeId,
  event: Observation<V>,
  { voteIn }: Pick<VotingLens<V>, "voteIn">,
): Tallies {
  const vote = event.kind === "send" ? voteIn(event.message) : null;
  if (vote === null) return tallies;
  const index = tallies.findIndex((tally) => compareVotes(tally, vote) >= 0);
  const found = tallies[index];
  if (found === undefined || compareVotes(found, vote) !== 0) {
    const place = index === -1 ? tallies.length : index;
    return tallies.toSpliced(place, 0, { ballot: vote.ballot, value: vote.value, voters: [node] });
  }
  const voters = withNode(found.voters, node);
  return voters === found.voters ? tallies : tallies.with(index, { ...found, voters });
}

/** The proposals that enough have voted for. */
export function chosenIn<V extends Vocabulary>(
  tallies: Tallies,
  { isChosenBy }: Pick<VotingLens<V>, "isChosenBy">,
): readonly Tally[] {
  return tallies.filter(({ voters, ballot }) => isChosenBy(voters, ballot));
}

const compareVotes = (a: Vote, b: Vote): number =>
  compareBallots(a.ballot, b.ballot) || compareData(a.value, b.value);
