import { formatBallot, sameData, type NodeId, type Property, type Vocabulary } from "../core/index.ts";
import { chosenIn, countVote, type Tallies, type Tally, type VotingLens } from "./tally.ts";

/**
 * At most one value is ever *chosen*: accepted by a phase-2 quorum at one ballot, learned or not.
 *
 * Stronger than agreement, which only hears of values that somebody learned. (Lamport, *The Part-Time
 * Parliament*, section 2.2, theorem 1: consistency.)
 */
export function oneValueChosen<V extends Vocabulary>(lens: VotingLens<V>): Property<V, Tallies> {
  return {
    name: "at most one value is chosen",
    initial: [],
    watches: ["send"],
    observe: (tallies, node, event) => countVote(tallies, node, event, lens),
    violation(tallies) {
      const [first, ...others] = chosenIn(tallies, lens);
      const other = others.find(({ value }) => !sameData(value, first!.value));
      return other === undefined ? null : `${describe(first!)} and ${describe(other)} are both chosen`;
    },
  };
}

interface LearningMemory {
  readonly tallies: Tallies;
  readonly unfounded: { readonly node: NodeId; readonly value: unknown } | null;
}

type Deciding = Vocabulary & { readonly decision: { readonly value: unknown } };

/** Learned ⇒ chosen: a node decides a value only after a quorum has accepted it at one ballot. */
export function learnedIsChosen<V extends Deciding>(lens: VotingLens<V>): Property<V, LearningMemory> {
  return {
    name: "learned implies chosen",
    initial: { tallies: [], unfounded: null },
    watches: ["send", "decide"],
    observe(memory, node, event) {
      if (event.kind !== "decide") {
        const tallies = countVote(memory.tallies, node, event, lens);
        return tallies === memory.tallies ? memory : { ...memory, tallies };
      }
      const { value } = event.decision;
      const isChosen = chosenIn(memory.tallies, lens).some((tally) => sameData(tally.value, value));
      return isChosen ? memory : { ...memory, unfounded: { node, value } };
    },
    violation({ unfounded }) {
      if (unfounded === null) return null;
      return `node ${unfounded.node} decided ${JSON.stringify(unfounded.value)}, which no quorum had accepted`;
    },
  };
}

const describe = ({ value, ballot, voters }: Tally): string =>
  `${JSON.stringify(value)} (ballot ${formatBallot(ballot)}, by ${voters.length} acceptors)`;
