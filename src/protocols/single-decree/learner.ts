import {
  isAbove,
  sameBallot,
  sameData,
  withNode,
  type Ballot,
  type NodeId,
  type NodeSet,
  type QuorumSystem,
} from "../../core/index.ts";
import type { Accepted, Chosen, Decision } from "./messages.ts";

/** The learner: counts acceptances until a phase-2 quorum has accepted one proposal (section 2.3). */
export interface LearnerState<V> {
  /** Who accepted what, for each ballot heard of, until something is learned. */
  readonly votes: readonly BallotVotes<V>[];
  readonly learned: Decision<V> | null;
}

/** The acceptors known to have accepted `value` at `ballot`. */
export interface BallotVotes<V> {
  readonly ballot: Ballot;
  readonly value: V;
  readonly acceptors: NodeSet;
}

export interface LearnerRole<V> {
  readonly initial: LearnerState<V>;
  /** The next state; something was learned now if `learned` was null before. */
  onAccepted(
    state: LearnerState<V>,
    from: NodeId,
    message: Accepted<V>,
    quorums: QuorumSystem,
  ): LearnerState<V>;
  onChosen(state: LearnerState<V>, message: Chosen<V>): LearnerState<V>;
}

export function learnerRole<V>(): LearnerRole<V> {
  return { initial: { votes: [], learned: null }, onAccepted, onChosen };
}

function onAccepted<V>(
  state: LearnerState<V>,
  from: NodeId,
  { ballot, value }: Accepted<V>,
  quorums: QuorumSystem,
): LearnerState<V> {
  if (state.learned !== null) return state;
  const before = state.votes.find(
    (votes) => sameBallot(votes.ballot, ballot) && sameData(votes.value, value),
  );
  const acceptors = withNode(before?.acceptors ?? [], from);
  if (acceptors === before?.acceptors) return state;
  if (quorums.isPhase2Quorum(acceptors)) return { votes: [], learned: { value, ballot } };
  return { votes: withVotes(state.votes, before, { ballot, value, acceptors }), learned: null };
}

/** What the distinguished learner says is believed: crash faults do not lie. */
function onChosen<V>(state: LearnerState<V>, { ballot, value }: Chosen<V>): LearnerState<V> {
  return state.learned === null ? { votes: [], learned: { value, ballot } } : state;
}

/** The list with `entry` in place of `before`, in the order of ballots (one set, one list). */
function withVotes<V>(
  votes: readonly BallotVotes<V>[],
  before: BallotVotes<V> | undefined,
  entry: BallotVotes<V>,
): readonly BallotVotes<V>[] {
  if (before !== undefined) return votes.with(votes.indexOf(before), entry);
  const position = votes.findIndex((other) => isAbove(other.ballot, entry.ballot));
  return position === -1 ? [...votes, entry] : votes.toSpliced(position, 0, entry);
}
