import type { Effect, NodeId, Vocabulary } from "../../core/index.ts";
import type { Behaviour } from "./behaviour.ts";

type Sends<V extends Vocabulary> = readonly Extract<Effect<V>, { readonly kind: "send" }>[];

/** Listens and says nothing: to nobody at all, or not to some. */
export function silent<V extends Vocabulary>(towards?: readonly NodeId[]): Behaviour<V, null> {
  const hears = (node: NodeId): boolean => towards !== undefined && !towards.includes(node);
  return {
    name: towards === undefined ? "is silent" : `is silent towards ${towards.join(" and ")}`,
    initial: null,
    act: (memory, { effects }) => ({
      memory,
      effects: effects.filter((effect) => effect.kind !== "send" || hears(effect.to)),
    }),
  };
}

/** By input that it came with, what is still held back; the oldest first. */
type Held<V extends Vocabulary> = readonly Sends<V>[];

/** Does all it should, but late: what it has to say leaves it only after so many further things have happened to it. */
export function slow<V extends Vocabulary>(inputs: number): Behaviour<V, Held<V>> {
  if (!Number.isInteger(inputs) || inputs < 1) {
    throw new RangeError(`slow holds messages back for a whole number of inputs, at least 1; got ${inputs}.`);
  }
  const none: Held<V> = Array.from({ length: inputs }, () => []);
  return {
    name: "is slow",
    initial: none,
    act(held, { effects }) {
      const [due = [], ...rest] = held;
      const said = effects.filter((effect) => effect.kind === "send");
      const others = effects.filter((effect) => effect.kind !== "send");
      const isIdle = said.length === 0 && held.every((sends) => sends.length === 0);
      return { memory: isIdle ? held : [...rest, said], effects: [...others, ...due] };
    },
  };
}
