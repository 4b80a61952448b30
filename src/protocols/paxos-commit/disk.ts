import type { Act, Durable, NodeState } from "./vocabulary.ts";

/** All that must survive a crash, in one write. */
export function persist<V>({ rm, acceptor, leader }: NodeState<V>): Act<V> {
  const { highest, outcome, value } = leader;
  const kept: Durable<V> = {
    rm,
    acceptor,
    highest,
    outcome: outcome === null || value === null ? null : { outcome, value },
  };
  return { kind: "persist", value: kept };
}
