import type { Effect, NodeId, Vocabulary } from "../../core/index.ts";
import type { Behaviour, Lies, Misdeed } from "./behaviour.ts";
import { withKnown, type Known } from "./known.ts";

/** Says something else than it should, the same to everybody. */
export function lying<V extends Vocabulary>(lies: Lies<V["message"]>): Behaviour<V, Known<V>> {
  return liar("lies", (to, self) => (to === self ? "truth" : "lie"), lies);
}

/** Tells some of the others what it should, and those listed something else. */
export function equivocating<V extends Vocabulary>(
  lies: Lies<V["message"]>,
  toldOtherwise: readonly NodeId[],
): Behaviour<V, Known<V>> {
  return liar("equivocates", (to) => (toldOtherwise.includes(to) ? "lie" : "truth"), lies);
}

/** One plan for several faulty nodes. */
export interface Plan {
  readonly faulty: readonly NodeId[];
  readonly toldOtherwise: readonly NodeId[];
}

/**
 * Equivocates together with others: to the same listeners they all tell the same other story, and to each other both,
 * so that each can bear out what the others have said.
 */
export function colluding<V extends Vocabulary>(
  lies: Lies<V["message"]>,
  { faulty, toldOtherwise }: Plan,
): Behaviour<V, Known<V>> {
  const says = (to: NodeId, self: NodeId): Says => {
    if (to !== self && faulty.includes(to)) return "both";
    return toldOtherwise.includes(to) ? "lie" : "truth";
  };
  return liar("colludes", says, lies);
}

type Says = "truth" | "lie" | "both";

function liar<V extends Vocabulary>(
  name: string,
  says: (to: NodeId, self: NodeId) => Says,
  lies: Lies<V["message"]>,
): Behaviour<V, Known<V>> {
  return {
    name,
    initial: [],
    act(memory, { self, input, effects }): Misdeed<V, Known<V>> {
      const known = withKnown<V>(memory, lies.reach, input);
      // A broadcast is one lie, however many hear it.
      const made = new Map<V["message"], V["message"] | null>();
      const lieFor = (message: V["message"]): V["message"] => {
        if (!made.has(message)) made.set(message, lies.alternative(message, known, self));
        return made.get(message) ?? message;
      };
      const told = effects.flatMap((effect): readonly Effect<V>[] => {
        if (effect.kind !== "send") return [effect];
        const what = says(effect.to, self);
        if (what === "truth") return [effect];
        const lie: Effect<V> = { ...effect, message: lieFor(effect.message) };
        return what === "lie" || lie.message === effect.message ? [lie] : [effect, lie];
      });
      return { memory: withKnown<V>(known, lies.reach, input, [...effects, ...told]), effects: told };
    },
  };
}
