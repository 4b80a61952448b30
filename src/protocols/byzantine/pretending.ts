import type { Effect, NodeId, Vocabulary } from "../../core/index.ts";
import type { Behaviour, Lies } from "./behaviour.ts";
import { withKnown, type Known } from "./known.ts";

/** Whatever it says, it says in the names of others as well. */
export function forging<V extends Vocabulary>(
  lies: Lies<V["message"]>,
  victims: readonly NodeId[],
): Behaviour<V, null> {
  return adding("forges", (message, self) =>
    victims.filter((victim) => victim !== self).map((victim) => lies.inNameOf(message, victim, self)),
  );
}

/** Whatever it says, it says of a view, round or ballot to come as well. */
export function inWrongRound<V extends Vocabulary>(lies: Lies<V["message"]>, by = 1): Behaviour<V, null> {
  return adding("is in a wrong round", (message, self) => [lies.inRound(message, by, self)]);
}

/** Does all it should, and says something besides. */
function adding<V extends Vocabulary>(
  name: string,
  besides: (message: V["message"], self: NodeId) => readonly (V["message"] | null)[],
): Behaviour<V, null> {
  return {
    name,
    initial: null,
    act(memory, { self, effects }) {
      const made = new Map<V["message"], readonly V["message"][]>();
      const inventions = (message: V["message"]): readonly V["message"][] => {
        const before = made.get(message);
        if (before !== undefined) return before;
        const inventions = besides(message, self).filter((invention) => invention !== null);
        made.set(message, inventions);
        return inventions;
      };
      const told = effects.flatMap((effect): readonly Effect<V>[] =>
        effect.kind === "send"
          ? [effect, ...inventions(effect.message).map((message) => ({ ...effect, message }))]
          : [effect],
      );
      return { memory, effects: told };
    },
  };
}

interface Repertoire<V extends Vocabulary> {
  readonly known: Known<V>;
  /** Whose turn it is: of the messages known, and of the nodes to be told. */
  readonly turn: number;
}

/** How many messages it keeps to say again. */
const reach = 32;

/** Does all it should; and whenever something happens to it, it says something old again, its own or another's. */
export function replaying<V extends Vocabulary>(to: readonly NodeId[]): Behaviour<V, Repertoire<V>> {
  return {
    name: "replays",
    initial: { known: [], turn: 0 },
    act({ known, turn }, { self, input, effects }) {
      const message = known[(turn * 7) % Math.max(1, known.length)];
      const receiver = to[turn % to.length];
      const isDue = message !== undefined && receiver !== undefined && receiver !== self;
      const again: readonly Effect<V>[] = isDue ? [{ kind: "send", to: receiver, message }] : [];
      const next = (turn + 1) % (reach * to.length);
      return {
        memory: { known: withKnown<V>(known, reach, input, effects), turn: next },
        effects: [...effects, ...again],
      };
    },
  };
}
