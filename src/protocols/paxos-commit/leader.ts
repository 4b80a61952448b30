import {
  broadcast,
  compareBallots,
  highestBallot,
  isAbove,
  majoritySize,
  nextBallot,
  sameBallot,
  unchanged,
  withNode,
  type Ballot,
  type NodeId,
} from "../../core/index.ts";
import { persist } from "./disk.ts";
import type {
  Accepted,
  Act,
  Leader,
  Message,
  NodeState,
  Outcome,
  PaxosCommitOptions,
  RmVerdict,
  Tally,
  Turn,
} from "./vocabulary.ts";

/** A client wants it committed: the leader asks all resource managers to prepare. */
export function begin<V>(state: NodeState<V>, self: NodeId, value: V, options: PaxosCommitOptions): Turn<V> {
  if (state.leader.outcome !== null) return unchanged(state);
  return {
    state: withLeader(state, { value }),
    effects: [
      ...broadcast(options.resourceManagers, { kind: "prepare" as const, value }),
      takeOverTimer(self, options),
    ],
  };
}

/** Every leader hears of what is accepted; so it knows the outcome as soon as it is settled. */
export function onPhase2b<V>(
  state: NodeState<V>,
  from: NodeId,
  self: NodeId,
  { ballot, value, verdicts }: Extract<Message<V>, { kind: "2b" }>,
  options: PaxosCommitOptions,
): Turn<V> {
  const { leader } = state;
  if (leader.outcome !== null) return unchanged(state);
  let tallies = leader.tallies;
  for (const verdict of verdicts) tallies = counted(tallies, from, { ...verdict, ballot });
  if (tallies === leader.tallies) return unchanged(state);
  const hears = withLeader(state, { value, tallies });
  const outcome = outcomeOf(tallies, options);
  if (outcome !== null) return settle(hears, value, outcome, options);
  return { state: hears, effects: leader.value === null ? [takeOverTimer(self, options)] : [] };
}

/** Commit if every resource manager is settled to be prepared, abort as soon as one is settled to have aborted. */
function outcomeOf(
  tallies: readonly Tally[],
  { acceptors, resourceManagers }: PaxosCommitOptions,
): Outcome | null {
  const settled = tallies.filter(({ acceptors: who }) => who.length >= majoritySize(acceptors.length));
  if (settled.some(({ verdict }) => verdict === "aborted")) return "abort";
  const prepared = new Set(settled.map(({ rm }) => rm));
  return resourceManagers.every((rm) => prepared.has(rm)) ? "commit" : null;
}

function settle<V>(
  state: NodeState<V>,
  value: V,
  outcome: Outcome,
  { resourceManagers }: PaxosCommitOptions,
): Turn<V> {
  const next = withLeader(state, { value, outcome, tallies: [], phase: { kind: "listening" } });
  return {
    state: next,
    effects: [
      persist(next),
      { kind: "cancel-timer", timer: "take over" },
      ...broadcast(resourceManagers, { kind: outcome, value }),
    ],
  };
}

/** A resource manager has waited long enough: it is told the outcome, or this leader looks for it. */
export function onInquire<V>(
  state: NodeState<V>,
  from: NodeId,
  self: NodeId,
  value: V,
  options: PaxosCommitOptions,
): Turn<V> {
  const { outcome } = state.leader;
  if (outcome !== null)
    return { state, effects: [{ kind: "send", to: from, message: { kind: outcome, value } }] };
  if (state.leader.value !== null) return unchanged(state);
  return { state: withLeader(state, { value }), effects: [takeOverTimer(self, options)] };
}

/** Phase 1a, in all instances at once: some resource manager, or some leader, is slow or dead. */
export function takeOver<V>(state: NodeState<V>, self: NodeId, options: PaxosCommitOptions): Turn<V> {
  const { leader, acceptor } = state;
  if (leader.outcome !== null || leader.value === null) return unchanged(state);
  const ballot = nextBallot(self, highestBallot(leader.highest, acceptor.mbal));
  const next = withLeader(state, {
    highest: ballot,
    phase: { kind: "asking", ballot, promises: [], reported: [] },
  });
  return {
    state: next,
    effects: [
      persist(next),
      ...broadcast(options.acceptors, { kind: "1a" as const, ballot }),
      takeOverTimer(self, options),
    ],
  };
}

/** Phase 2a: what may be settled is proposed again; where nothing is, the resource manager has aborted (section 4.2). */
export function onPhase1b<V>(
  state: NodeState<V>,
  from: NodeId,
  { ballot, accepted }: Extract<Message<V>, { kind: "1b" }>,
  { acceptors, resourceManagers }: PaxosCommitOptions,
): Turn<V> {
  const { phase, value } = state.leader;
  if (phase.kind !== "asking" || value === null || !sameBallot(phase.ballot, ballot)) return unchanged(state);
  const promises = withNode(phase.promises, from);
  if (promises === phase.promises) return unchanged(state);
  const reported = merged(phase.reported, accepted);
  if (promises.length < majoritySize(acceptors.length)) {
    return { state: withLeader(state, { phase: { ...phase, promises, reported } }), effects: [] };
  }
  const verdicts = resourceManagers.map((rm): RmVerdict => {
    const found = reported.find((report) => report.rm === rm);
    return { rm, verdict: found?.verdict ?? "aborted" };
  });
  return {
    state: withLeader(state, { phase: { kind: "listening" } }),
    effects: broadcast(acceptors, { kind: "2a" as const, ballot, value, verdicts }),
  };
}

function merged(reported: readonly Accepted[], more: readonly Accepted[]): readonly Accepted[] {
  const rest = reported.filter(
    ({ rm, ballot }) => !more.some((other) => other.rm === rm && isHigher(other.ballot, ballot)),
  );
  const news = more.filter(
    ({ rm, ballot }) => !rest.some((other) => other.rm === rm && !isHigher(ballot, other.ballot)),
  );
  return [...rest.filter(({ rm }) => !news.some((other) => other.rm === rm)), ...news].sort(
    (a, b) => a.rm - b.rm,
  );
}

const isHigher = (a: Ballot | null, b: Ballot | null): boolean => a !== null && isAbove(a, b);

/** The tallies with this acceptance; the very same list if it was counted before. Sorted, for they are a set. */
function counted(tallies: readonly Tally[], acceptor: NodeId, vote: Accepted): readonly Tally[] {
  const place = tallies.findIndex((tally) => compareVotes(tally, vote) >= 0);
  const found = tallies[place];
  if (found === undefined || compareVotes(found, vote) !== 0) {
    return tallies.toSpliced(place === -1 ? tallies.length : place, 0, { ...vote, acceptors: [acceptor] });
  }
  const acceptors = withNode(found.acceptors, acceptor);
  return acceptors === found.acceptors ? tallies : tallies.with(place, { ...found, acceptors });
}

const compareVotes = (a: Accepted, b: Accepted): number =>
  a.rm - b.rm || compareOwn(a.ballot, b.ballot) || a.verdict.length - b.verdict.length;

function compareOwn(a: Ballot | null, b: Ballot | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareBallots(a, b);
}

/** The first leader waits once, the next twice as long, and so on: they seldom come in each other's way. */
export function takeOverTimer<V>(self: NodeId, { leaders, patience }: PaxosCommitOptions): Act<V> {
  const turn = 2 * (1 + leaders.indexOf(self));
  return {
    kind: "set-timer",
    timer: "take over",
    after: { min: turn * patience, max: (turn + 1) * patience },
  };
}

function withLeader<V>(state: NodeState<V>, change: Partial<Leader<V>>): NodeState<V> {
  return { ...state, leader: { ...state.leader, ...change } };
}
