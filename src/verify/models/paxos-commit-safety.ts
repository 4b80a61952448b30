import { majoritySize, type NodeId, type NodeSet, type Property } from "../../core/index.ts";
import { agreementOn, oneValueChosen, type Tallies, type VotingLens } from "../../properties/index.ts";
import { chosenIn, countVote } from "../../properties/tally.ts";
import type { PaxosCommit } from "../../protocols/paxos-commit/index.ts";

type V = PaxosCommit<string>;

interface Commit {
  readonly resourceManagers: readonly NodeId[];
  readonly acceptors: readonly NodeId[];
}

/** Everything that Paxos Commit promises never to break. */
export function paxosCommitSafety({ resourceManagers, acceptors }: Commit): readonly Property<V>[] {
  const instances = resourceManagers.map((rm) => instanceOf(rm, acceptors));
  return [
    agreementOn<V>(({ outcome }) => outcome),
    ...instances.map((lens, nth) => ({
      ...oneValueChosen(lens),
      name: `what node ${resourceManagers[nth]} has voted is settled once`,
    })),
    learnedIsSettled(instances, resourceManagers),
    commitsOnlyPrepared(resourceManagers),
  ];
}

/** The instance of Paxos that settles how this one has voted. Its own ballot counts as one before all others. */
function instanceOf(rm: NodeId, acceptors: readonly NodeId[]): VotingLens<V> {
  return {
    voteIn(message) {
      if (message.kind !== "2b") return null;
      const vote = message.verdicts.find((one) => one.rm === rm);
      const ballot = message.ballot ?? { round: 0, node: rm };
      return vote === undefined ? null : { ballot, value: vote.verdict };
    },
    isChosenBy: (voters: NodeSet) => voters.length >= majoritySize(acceptors.length),
  };
}

interface LearningMemory {
  readonly tallies: readonly Tallies[];
  readonly unfounded: string | null;
}

/** Whoever is no resource manager learns "commit" only if all are settled to be prepared, "abort" only if one is not. */
function learnedIsSettled(
  instances: readonly VotingLens<V>[],
  resourceManagers: readonly NodeId[],
): Property<V, LearningMemory> {
  return {
    name: "learned implies settled",
    initial: { tallies: instances.map(() => []), unfounded: null },
    watches: ["send", "decide"],
    observe(memory, node, event) {
      if (event.kind !== "decide") {
        const tallies = memory.tallies.map((tally, nth) => countVote<V>(tally, node, event, instances[nth]!));
        return tallies.every((tally, nth) => tally === memory.tallies[nth]) ? memory : { ...memory, tallies };
      }
      const { outcome } = event.decision;
      const isSettled = (verdict: string, nth: number): boolean =>
        chosenIn<V>(memory.tallies[nth]!, instances[nth]!).some(({ value }) => value === verdict);
      const isFounded =
        outcome === "commit"
          ? instances.every((_, nth) => isSettled("prepared", nth))
          : resourceManagers.includes(node) || instances.some((_, nth) => isSettled("aborted", nth));
      return isFounded ? memory : { ...memory, unfounded: `node ${node} learns ${outcome}` };
    },
    violation: ({ unfounded }) => unfounded && `${unfounded}, though no quorum has accepted the votes for it`,
  };
}

interface PreparedMemory {
  readonly prepared: readonly NodeId[];
  readonly early: NodeId | null;
}

/** Nobody commits unless every resource manager has said that it is prepared. */
function commitsOnlyPrepared(resourceManagers: readonly NodeId[]): Property<V, PreparedMemory> {
  return {
    name: "commit only what all are prepared for",
    initial: { prepared: [], early: null },
    watches: ["send", "decide"],
    observe(memory, node, event) {
      if (event.kind === "send" && event.message.kind === "2a" && event.message.ballot === null) {
        const isReady = event.message.verdicts.every(({ verdict }) => verdict === "prepared");
        if (!isReady || memory.prepared.includes(node)) return memory;
        return { ...memory, prepared: [...memory.prepared, node].sort((a, b) => a - b) };
      }
      const isCommit = event.kind === "decide" && event.decision.outcome === "commit";
      if (!isCommit || memory.prepared.length === resourceManagers.length) return memory;
      return { ...memory, early: node };
    },
    violation: ({ early }) =>
      early === null ? null : `node ${early} commits although not every resource manager was prepared`,
  };
}
