import { broadcast, unchanged, type NodeId } from "../../core/index.ts";
import { persist } from "./disk.ts";
import type {
  Act,
  NodeState,
  Outcome,
  PaxosCommitOptions,
  ResourceManager,
  Turn,
  Verdict,
} from "./vocabulary.ts";

/**
 * Votes by proposing its verdict in its own instance. Nobody else may propose in ballot null, so it needs no phase 1
 * (section 4.2).
 */
export function onPrepare<V>(
  state: NodeState<V>,
  self: NodeId,
  value: V,
  options: PaxosCommitOptions,
): Turn<V> {
  const { resourceManagers, acceptors, unwilling = [] } = options;
  if (!resourceManagers.includes(self) || state.rm.kind === "ended") return unchanged(state);
  const verdict: Verdict = unwilling.includes(self) ? "aborted" : "prepared";
  const ballot: Act<V>[] = [
    ...broadcast(acceptors, { kind: "2a" as const, ballot: null, value, verdicts: [{ rm: self, verdict }] }),
  ];
  // It was asked twice: the same vote again, for the first may have been lost.
  if (state.rm.kind === "prepared") return { state, effects: ballot };
  const rm: ResourceManager<V> =
    verdict === "prepared" ? { kind: "prepared", value } : { kind: "ended", outcome: "abort" };
  const next: NodeState<V> = { ...state, rm };
  const after: readonly Act<V>[] =
    verdict === "prepared"
      ? [waitForOutcome(options)]
      : [{ kind: "decide", decision: { outcome: "abort", value } }];
  return { state: next, effects: [persist(next), ...ballot, ...after] };
}

export function onOutcome<V>(
  state: NodeState<V>,
  self: NodeId,
  outcome: Outcome,
  value: V,
  { resourceManagers }: PaxosCommitOptions,
): Turn<V> {
  if (!resourceManagers.includes(self) || state.rm.kind === "ended") return unchanged(state);
  const next: NodeState<V> = { ...state, rm: { kind: "ended", outcome } };
  return {
    state: next,
    effects: [
      persist(next),
      { kind: "cancel-timer", timer: "inquire" },
      { kind: "decide", decision: { outcome, value } },
    ],
  };
}

/** Prepared, it is bound to the outcome; but any of the leaders can find it out, alive or not the one that began. */
export function inquire<V>(state: NodeState<V>, options: PaxosCommitOptions): Turn<V> {
  if (state.rm.kind !== "prepared") return unchanged(state);
  const question = { kind: "inquire" as const, value: state.rm.value };
  return { state, effects: [...broadcast(options.leaders, question), waitForOutcome(options)] };
}

export function waitForOutcome<V>({ patience }: PaxosCommitOptions): Act<V> {
  return { kind: "set-timer", timer: "inquire", after: { min: patience, max: patience } };
}
