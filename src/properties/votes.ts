import {
  formatBallot,
  sameBallot,
  sameData,
  withNode,
  type Ballot,
  type NodeId,
  type NodeSet,
  type Observation,
  type Property,
  type QuorumSystem,
  type Vocabulary,
} from "../core/index.ts";

/** One acceptor's acceptance of one proposal, as a message reveals it. */
export interface Vote {
  readonly ballot: Ballot;
  readonly value: unknown;
}

/** How to see the votes of a protocol: what a node votes for by sending this message, or null. */
export interface VotingLens<V extends Vocabulary> {
  readonly quorums: QuorumSystem;
  readonly voteIn: (message: V["message"]) => Vote | null;
}

/** The voters of one proposal so far. */
interface Tally extends Vote {
  readonly voters: NodeSet;
}

interface VotesMemory {
  readonly tallies: readonly Tally[];
  readonly chosen: readonly Tally[];
  readonly unfounded: { readonly node: NodeId; readonly value: unknown } | null;
}

type Deciding = Vocabulary & { readonly decision: { readonly value: unknown } };

/**
 * At most one value is ever *chosen*: accepted by a phase-2 quorum at one ballot, learned or not.
 *
 * Stronger than agreement, which only hears of values that somebody learned. (Lamport, *The Part-Time
 * Parliament*, section 2.2, theorem 1: consistency.)
 */
export function oneValueChosen<V extends Vocabulary>(lens: VotingLens<V>): Property<V, VotesMemory> {
  return {
    name: "at most one value is chosen",
    initial: nothingSeen,
    observe: (memory, node, event) => countVote(memory, node, event, lens),
    violation({ chosen }) {
      const [first, ...others] = chosen;
      const other = others.find((tally) => !sameData(tally.value, first!.value));
      return other === undefined ? null : `${describe(first!)} and ${describe(other)} are both chosen`;
    },
  };
}

/** Learned ⇒ chosen: a node decides a value only after a quorum has accepted it at one ballot. */
export function learnedIsChosen<V extends Deciding>(lens: VotingLens<V>): Property<V, VotesMemory> {
  return {
    name: "learned implies chosen",
    initial: nothingSeen,
    observe(memory, node, event) {
      if (event.kind !== "decide") return countVote(memory, node, event, lens);
      const { value } = event.decision;
      const isChosen = memory.chosen.some((tally) => sameData(tally.value, value));
      return isChosen ? memory : { ...memory, unfounded: { node, value } };
    },
    violation({ unfounded }) {
      if (unfounded === null) return null;
      return `node ${unfounded.node} decided ${JSON.stringify(unfounded.value)}, which no quorum had accepted`;
    },
  };
}

const nothingSeen: VotesMemory = { tallies: [], chosen: [], unfounded: null };

const describe = ({ value, ballot, voters }: Tally): string =>
  `${JSON.stringify(value)} (ballot ${formatBallot(ballot)}, by ${voters.length} acceptors)`;

function countVote<V extends Vocabulary>(
  memory: VotesMemory,
  node: NodeId,
  event: Observation<V>,
  lens: VotingLens<V>,
): VotesMemory {
  if (event.kind !== "send") return memory;
  const vote = lens.voteIn(event.message);
  if (vote === null) return memory;
  const index = memory.tallies.findIndex(
    (tally) => sameBallot(tally.ballot, vote.ballot) && sameData(tally.value, vote.value),
  );
  const before = memory.tallies[index];
  const voters = withNode(before?.voters ?? [], node);
  if (voters === before?.voters) return memory;
  const tally: Tally = { ballot: vote.ballot, value: vote.value, voters };
  const tallies = before === undefined ? [...memory.tallies, tally] : memory.tallies.with(index, tally);
  const isNewlyChosen =
    lens.quorums.isPhase2Quorum(voters) && !(before && lens.quorums.isPhase2Quorum(before.voters));
  return { ...memory, tallies, chosen: isNewlyChosen ? [...memory.chosen, tally] : memory.chosen };
}
