import { broadcast, unchanged, type NodeId, type Protocol } from "../../core/index.ts";
import type { NaiveVote, Poll } from "./vocabulary.ts";

/**
 * "Whoever hears of a proposal first goes with it."
 *
 * One message and no waiting, and no agreement: two proposals made at once reach different people in a
 * different order.
 */
export function firstCome<V>(everyone: readonly NodeId[]): Protocol<NaiveVote<V>> {
  const initial: Poll<V> = { voted: null, polling: null, decided: null };
  return {
    name: "first come, first served",
    initial: () => initial,
    step(state, input) {
      switch (input.kind) {
        case "request": {
          const { value } = input.request;
          return { state, effects: broadcast(everyone, { kind: "proposal" as const, round: 1, value }) };
        }
        case "message": {
          if (input.message.kind !== "proposal" || state.decided !== null) return unchanged(state);
          const decided = { value: input.message.value };
          return { state: { ...state, decided }, effects: [{ kind: "decide", decision: decided }] };
        }
        case "start":
        case "timer":
          return unchanged(state);
      }
    },
  };
}
