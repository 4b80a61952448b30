import type { Effect, NodeId, Protocol } from "../../core/index.ts";
import type { NodeState, PaxosCommit } from "../../protocols/paxos-commit/index.ts";
import { requirePersistFirst } from "./persist-first.ts";

export interface Apart {
  readonly leaders: readonly NodeId[];
  /** One more leader, that does nothing but hear what is accepted. */
  readonly clerk: NodeId;
  readonly value: string;
}

type V = PaxosCommit<string>;

/**
 * The same protocol with many times fewer states. What is left out, and why nothing goes with it that could make two end
 * otherwise:
 *
 * - *That leaders learn the outcome, and tell it.* A clerk does so in their place; what it would order is what it decides,
 *   and the others may hear of it late for ever. A leader that knows the outcome, and a resource manager that has been
 *   told, only do less than before. And one clerk is enough: what it learns is settled, and nothing is settled twice.
 * - *How later leaders hear of the transaction.* They know of it from the start, and need not use that before they would
 *   have heard of it.
 * - *Questions how it ended*, whose answer is an order that was given before.
 */
export function paxosCommitEssence(protocol: Protocol<V>, { leaders, clerk, value }: Apart): Protocol<V> {
  const isKept = (effect: Effect<V>): boolean => {
    if (effect.kind !== "send") return true;
    const { kind } = effect.message;
    return kind !== "inquire" && (kind !== "2b" || effect.to === clerk);
  };
  return {
    ...protocol,
    initial(self) {
      const state = protocol.initial(self);
      return leaders.includes(self) ? { ...state, leader: { ...state.leader, value } } : state;
    },
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      requirePersistFirst(effects);
      if (context.self === clerk) return { state: next, effects: decisionOf(next, state) };
      const kept = effects.filter(isKept);
      const wakes = input.kind === "start" && leaders.includes(context.self);
      return { state: next, effects: wakes ? [...kept, patience] : kept };
    },
  };
}

const patience: Effect<V> = { kind: "set-timer", timer: "take over", after: { min: 0, max: 0 } };

function decisionOf({ leader }: NodeState<string>, before: NodeState<string>): readonly Effect<V>[] {
  const { outcome, value } = leader;
  if (outcome === null || value === null || outcome === before.leader.outcome) return [];
  return [{ kind: "decide", decision: { outcome, value } }];
}
