import { itemAt, withItem, type Context, type Effect, type Input, type Protocol } from "../../core/index.ts";
import type { SingleDecree } from "../single-decree/index.ts";
import type { Batch, Desks, DeskState, Slot } from "./vocabulary.ts";

/** A state with what has been done on the way to it. */
export interface Progress {
  readonly state: DeskState;
  readonly effects: readonly Effect<Desks>[];
}

/** One step of one slot's Paxos: its messages and timers say which slot they belong to, and its disk is part of the node's. */
export function stepSlot(
  paxos: Protocol<SingleDecree<Batch>>,
  { state, effects }: Progress,
  slot: Slot,
  input: Input<SingleDecree<Batch>>,
  context: Context,
): Progress {
  const before = itemAt(state.instances, slot) ?? paxos.initial(context.self);
  const step = paxos.step(before, input, context);
  let { disk, decided } = state;
  const done = step.effects.flatMap((effect): readonly Effect<Desks>[] => {
    switch (effect.kind) {
      case "send":
        return [{ ...effect, message: { ...effect.message, slot } }];
      case "persist":
        disk = withItem(disk, slot, effect.value);
        return [{ kind: "persist", value: disk }];
      case "set-timer":
      case "cancel-timer":
        return [{ ...effect, timer: `retry ${slot}` }];
      case "decide":
        decided = slot < state.next ? decided : withItem(decided, slot, effect.decision.value);
        return [];
    }
  });
  const instances = step.state === before ? state.instances : withItem(state.instances, slot, step.state);
  return { state: { ...state, instances, disk, decided }, effects: [...effects, ...done] };
}
