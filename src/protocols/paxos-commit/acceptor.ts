import { broadcast, isAbove, unchanged, type Ballot, type NodeId } from "../../core/index.ts";
import { persist } from "./disk.ts";
import type { Accepted, Message, NodeState, PaxosCommitOptions, Turn } from "./vocabulary.ts";

/** Phase 1b, for all instances at once. */
export function onPhase1a<V>(state: NodeState<V>, from: NodeId, ballot: Ballot): Turn<V> {
  const { mbal, accepted } = state.acceptor;
  if (mbal !== null && isAbove(mbal, ballot)) return unchanged(state);
  const promised: NodeState<V> = { ...state, acceptor: { mbal: ballot, accepted } };
  return {
    state: promised,
    effects: [persist(promised), { kind: "send", to: from, message: { kind: "1b", ballot, accepted } }],
  };
}

/** Phase 2b: accepts verdicts unless it has promised a higher ballot, and tells every leader. */
export function onPhase2a<V>(
  state: NodeState<V>,
  { ballot, value, verdicts }: Extract<Message<V>, { kind: "2a" }>,
  { leaders }: PaxosCommitOptions,
): Turn<V> {
  const { mbal, accepted } = state.acceptor;
  if (mbal !== null && (ballot === null || isAbove(mbal, ballot))) return unchanged(state);
  const news = verdicts.map((verdict): Accepted => ({ ...verdict, ballot }));
  const others = accepted.filter(({ rm }) => !verdicts.some((verdict) => verdict.rm === rm));
  const next: NodeState<V> = {
    ...state,
    acceptor: { mbal: ballot, accepted: [...others, ...news].sort((a, b) => a.rm - b.rm) },
  };
  return {
    state: next,
    effects: [persist(next), ...broadcast(leaders, { kind: "2b" as const, ballot, value, verdicts })],
  };
}
