import {
  compareBallots,
  formatBallot,
  isAbove,
  sameBallot,
  sameData,
  type Ballot,
  type NodeId,
  type NodeSet,
  type Property,
  type QuorumSystem,
  type Vocabulary,
} from "../core/index.ts";
import { countVote, type Tallies, type Vote, type VotingLens } from "./tally.ts";

/** How to see a voting protocol in the messages of another one. */
export interface PromisingLens<V extends Vocabulary> extends Pick<VotingLens<V>, "voteIn"> {
  readonly quorums: QuorumSystem;
  /** The ballot below which a node will not vote any more, once it has sent this message; or null. */
  readonly promiseIn: (message: V["message"]) => Ballot | null;
}

interface VotingMemory {
  readonly tallies: Tallies;
  /** By acceptor: the highest ballot it promised or voted in (Lamport's `maxBal`). Sorted by node. */
  readonly heights: readonly Height[];
  /** The vote that should not have been cast, and why. */
  readonly fault: string | null;
}

interface Height {
  readonly node: NodeId;
  readonly ballot: Ballot;
}

/**
 * Every vote is one that Lamport's abstract *Voting* algorithm allows; so the protocol refines it, and
 * inherits its proof. Everything else that a node does is, to that algorithm, either a promise or nothing.
 *
 * An acceptor may vote for a value at a ballot only if it has neither promised nor voted higher, if nobody
 * has voted for another value there, and if some phase-1 quorum shows the value to be *safe*: all of the
 * quorum have reached the ballot, and the last of their earlier votes, if there is one, is for that value.
 *
 * Finds bugs long before two values are chosen: at the first vote that could lead there.
 * Source: Lamport, *Byzantizing Paxos by Refinement*, 2011, and its module Voting (actions IncreaseMaxBal, VoteFor).
 */
export function refinesVoting<V extends Vocabulary>(lens: PromisingLens<V>): Property<V, VotingMemory> {
  return {
    name: "every vote is safe",
    initial: { tallies: [], heights: [], fault: null },
    watches: ["send"],
    observe(memory, node, event) {
      if (event.kind !== "send") return memory;
      const vote = lens.voteIn(event.message);
      if (vote !== null)
        return afterVote(memory, node, vote, countVote(memory.tallies, node, event, lens), lens);
      const promised = lens.promiseIn(event.message);
      return promised === null ? memory : withHeight(memory, node, promised);
    },
    violation: ({ fault }) => fault,
  };
}

function afterVote(
  memory: VotingMemory,
  node: NodeId,
  vote: Vote,
  tallies: Tallies,
  { quorums }: { readonly quorums: QuorumSystem },
): VotingMemory {
  if (tallies === memory.tallies) return memory; // Said again; a vote counts once.
  const raised = withHeight({ ...memory, tallies }, node, vote.ballot);
  const why = whyNot(memory, node, vote, raised.heights, quorums);
  if (why === null) return raised;
  const { value, ballot } = vote;
  return {
    ...raised,
    fault: `node ${node} votes for ${JSON.stringify(value)} at ballot ${formatBallot(ballot)}, although ${why}`,
  };
}

/** Why the vote is not allowed (the enabling condition of VoteFor), or null. */
function whyNot(
  { tallies, heights: before }: VotingMemory,
  node: NodeId,
  { ballot, value }: Vote,
  heights: readonly Height[],
  quorums: QuorumSystem,
): string | null {
  const own = before.find((height) => height.node === node);
  if (own !== undefined && isAbove(own.ballot, ballot)) {
    return `it has already reached ballot ${formatBallot(own.ballot)}`;
  }
  const rival = tallies.find((tally) => sameBallot(tally.ballot, ballot) && !sameData(tally.value, value));
  if (rival !== undefined) return `others have voted for ${JSON.stringify(rival.value)} there`;
  const reached = heights.filter((height) => !isAbove(ballot, height.ballot)).map(({ node }) => node);
  return isSafe({ ballot, value }, reached, tallies, quorums)
    ? null
    : "no quorum shows that nothing else has been or might yet be chosen below it";
}

/**
 * Whether some phase-1 quorum among those who have reached the ballot shows the value to be safe there
 * (ShowsSafeAt). A quorum shows it by a ballot `c`: none of it has voted between `c` and this ballot, and
 * at `c` one of it has voted for the value. Or none of it has ever voted.
 */
function isSafe(vote: Vote, reached: NodeSet, tallies: Tallies, quorums: QuorumSystem): boolean {
  const earlier = tallies.filter(({ ballot }) => compareBallots(ballot, vote.ballot) < 0);
  const silentSince = (since: Ballot | null): NodeSet => {
    const later = earlier.filter(({ ballot }) => isAbove(ballot, since)).flatMap(({ voters }) => voters);
    return reached.filter((node) => !later.includes(node));
  };
  if (quorums.isPhase1Quorum(silentSince(null))) return true;
  return earlier.some(({ ballot, value, voters }) => {
    if (!sameData(value, vote.value)) return false;
    const silent = silentSince(ballot);
    return quorums.isPhase1Quorum(silent) && silent.some((node) => voters.includes(node));
  });
}

/** A promise below what the acceptor has reached is nothing to the abstract algorithm. */
function withHeight(memory: VotingMemory, node: NodeId, ballot: Ballot): VotingMemory {
  const { heights } = memory;
  const own = heights.find((height) => height.node === node);
  if (own !== undefined && !isAbove(ballot, own.ballot)) return memory;
  const others = heights.filter((height) => height.node !== node);
  return { ...memory, heights: [...others, { node, ballot }].sort((a, b) => a.node - b.node) };
}
