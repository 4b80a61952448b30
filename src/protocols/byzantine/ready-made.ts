import type { NodeId, Vocabulary } from "../../core/index.ts";
import type { Behaviour } from "./behaviour.ts";

export interface Letter<M> {
  readonly to: NodeId;
  readonly message: M;
}

/**
 * Takes no notice of anything: says all of this at once when it starts, and nothing more.
 *
 * For the model checker. On a network that delivers in any order or not at all, whether and when each letter arrives is
 * the checker's to choose; so it looks at *everything* that a faulty node might do which says no more than this, and
 * says nothing for a reason.
 */
export function sayingAll<V extends Vocabulary>(
  letters: readonly Letter<V["message"]>[],
): Behaviour<V, null> {
  return {
    name: "says anything",
    initial: null,
    act: (memory, { input }) => ({
      memory,
      effects: input.kind === "start" ? letters.map((letter) => ({ kind: "send", ...letter })) : [],
    }),
  };
}
