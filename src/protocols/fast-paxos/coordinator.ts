import { broadcast, unchanged, type NodeId } from "../../core/index.ts";
import { persist } from "./acceptor.ts";
import type { Nack, Phase1b, Phase2b } from "./messages.ts";
import { isFast, nextRoundOf, noRound, recoveryOf, type Round } from "./rounds.ts";
import { reportersIn, withVote } from "./reports.ts";
import { hasCollided } from "./rules.ts";
import type { CoordinatorState, NodeState, Phase, Report, Settings, Turn } from "./vocabulary.ts";

/** Phase 1a of its next round. */
export function beginRound<V>(state: NodeState<V>, self: NodeId, settings: Settings<V>): Turn<V> {
  const { crnd, highest } = state.coordinator;
  const round = nextRoundOf(settings.rounds, self, Math.max(crnd, highest, state.acceptor.rnd));
  const begun = withCoordinator(state, { crnd: round, phase: { kind: "asking", reports: [] } });
  // A round is never begun twice, for its coordinator could ask for another value then: so it is written down.
  return {
    state: begun,
    effects: [persist(begun), ...broadcast(settings.quorums.acceptors, { kind: "1a" as const, round })],
  };
}

/** Nobody can have voted below round 1, so it needs no phase 1; a fast round 1 is open from the beginning. */
export function openRoundOne<V>(state: NodeState<V>, settings: Settings<V>): Turn<V> {
  const turn = enterPhase2(withCoordinator(state, { crnd: 1 }), [], settings);
  // *Any* may be said again after a crash. In a classic round it would be another value then.
  return isFast(settings.rounds, 1)
    ? turn
    : { state: turn.state, effects: [persist(turn.state), ...turn.effects] };
}

/** Collects reports; with a quorum of them, phase 2a. */
export function onPhase1b<V>(
  state: NodeState<V>,
  from: NodeId,
  { round, vrnd, vval }: Phase1b<V>,
  settings: Settings<V>,
): Turn<V> {
  const { crnd, phase } = state.coordinator;
  if (round !== crnd || phase.kind !== "asking" || reportersIn(phase.reports).includes(from)) {
    return unchanged(state);
  }
  const reports = withVote(phase.reports, from, { vrnd, vval });
  if (!settings.quorums.isPhase1Quorum(reportersIn(reports))) {
    return { state: withCoordinator(state, { phase: { kind: "asking", reports } }), effects: [] };
  }
  return enterPhase2(state, reports, settings);
}

/** Phase 2a: what the reports leave to choose from; if that is everything, *any* in a fast round and a proposal in a classic one. */
function enterPhase2<V>(
  state: NodeState<V>,
  reports: readonly Report<V>[],
  { quorums, rounds, rules }: Settings<V>,
): Turn<V> {
  const { crnd, proposal } = state.coordinator;
  const picked =
    reports.length === 0
      ? ({ kind: "free" } as const)
      : rules.pick(reports, quorums, (round) => isFast(rounds, round));
  if (isFast(rounds, crnd) && rules.mayOpen(reports)) return ask(state, null, quorums.acceptors);
  if (picked.kind === "value") return ask(state, picked.value, quorums.acceptors);
  // Of several votes none of which can have been chosen, one is as good as a proposal of its own.
  const voted = reports.find(({ vrnd }) => vrnd > noRound);
  const value = voted?.vval ?? proposal?.value;
  if (value === undefined) return { state: withPhase(state, { kind: "free" }), effects: [] };
  return ask(state, value, quorums.acceptors);
}

/** @param value null for *any*. */
function ask<V>(state: NodeState<V>, value: V | null, acceptors: readonly NodeId[]): Turn<V> {
  const round = state.coordinator.crnd;
  const next: Phase<V> = value === null ? { kind: "open", reports: [] } : { kind: "fixed" };
  const request = value === null ? ({ kind: "any" } as const) : { kind: "value" as const, value };
  return {
    state: withPhase(state, next),
    effects: broadcast(acceptors, { kind: "2a" as const, round, ask: request }),
  };
}

/** Something to propose, for a classic round that has waited for it. */
export function onProposalHeard<V>(state: NodeState<V>, value: V, { quorums }: Settings<V>): Turn<V> {
  const { proposal, phase } = state.coordinator;
  if (proposal !== null) return unchanged(state);
  const heard = withCoordinator(state, { proposal: { value } });
  return phase.kind === "free" ? ask(heard, value, quorums.acceptors) : unchanged(heard);
}

/** Watches its fast round for a collision. */
export function onVote<V>(
  state: NodeState<V>,
  from: NodeId,
  { round, value }: Phase2b<V>,
  settings: Settings<V>,
): Turn<V> {
  const { crnd, phase } = state.coordinator;
  if (round !== crnd || phase.kind !== "open" || settings.recovery !== "coordinated") return unchanged(state);
  const reports = withVote(phase.reports, from, { vrnd: round, vval: value });
  if (reports === phase.reports) return unchanged(state);
  const heard = withPhase(state, { kind: "open", reports });
  return hasCollided(reports, settings.quorums) ? recover(heard, reports, settings) : unchanged(heard);
}

/**
 * Coordinated recovery (section 3.2): a vote in round `i` says all that a 1b message for round `i + 1` would. So with a
 * quorum of them the coordinator of both goes on with phase 2 of `i + 1`.
 */
export function recover<V>(
  state: NodeState<V>,
  reports: readonly Report<V>[],
  settings: Settings<V>,
): Turn<V> {
  const next: Round | null = recoveryOf(settings.rounds, state.coordinator.crnd);
  if (next === null || !settings.quorums.isPhase1Quorum(reportersIn(reports))) {
    return unchanged(state);
  }
  const begun = withCoordinator(state, { crnd: next });
  const turn = enterPhase2(begun, reports, settings);
  return { state: turn.state, effects: [persist(turn.state), ...turn.effects] };
}

export function onNack<V>(state: NodeState<V>, { rnd }: Nack): Turn<V> {
  if (rnd <= state.coordinator.highest) return unchanged(state);
  return { state: withCoordinator(state, { highest: rnd }), effects: [] };
}

function withCoordinator<V>(state: NodeState<V>, change: Partial<CoordinatorState<V>>): NodeState<V> {
  return { ...state, coordinator: { ...state.coordinator, ...change } };
}

function withPhase<V>(state: NodeState<V>, phase: Phase<V>): NodeState<V> {
  return withCoordinator(state, { phase });
}
