import { unchanged, type NodeId, type Protocol, type Transition, type Vocabulary } from "../../core/index.ts";
import type { Behaviour } from "./behaviour.ts";

/** Which nodes misbehave, and how. */
export type Faulty<V extends Vocabulary> = Readonly<Record<NodeId, Behaviour<V>>>;

/** A faulty node goes along with its protocol, to know what it is expected to do. */
interface FaultyState<V extends Vocabulary> {
  readonly inner: V["state"];
  readonly memory: unknown;
}

/**
 * The same protocol with some nodes that do not keep to it. All others run the very code they would run anyway.
 *
 * The state of a faulty node is no state of the protocol's, though the types do not say so: nothing that looks at states
 * may look at that of a liar.
 */
export function withFaulty<V extends Vocabulary>(protocol: Protocol<V>, faulty: Faulty<V>): Protocol<V> {
  const named = Object.entries(faulty).map(([node, { name }]) => `node ${node} ${name}`);
  return {
    name: named.length === 0 ? protocol.name : `${protocol.name}; ${named.join(", ")}`,
    initial(self) {
      const inner = protocol.initial(self);
      const behaviour = faulty[self];
      return behaviour === undefined ? inner : { inner, memory: behaviour.initial };
    },
    step(state, input, context) {
      const behaviour = faulty[context.self];
      if (behaviour === undefined) return protocol.step(state, input, context);
      const { inner, memory } = state as FaultyState<V>;
      const honest = protocol.step(inner, input, context);
      const misdeed = behaviour.act(memory, { self: context.self, input, effects: honest.effects });
      return transition<V>(
        state as FaultyState<V>,
        { inner: honest.state, memory: misdeed.memory },
        misdeed.effects,
      );
    },
  };
}

function transition<V extends Vocabulary>(
  before: FaultyState<V>,
  after: FaultyState<V>,
  effects: Transition<V>["effects"],
): Transition<V> {
  const isSame = before.inner === after.inner && before.memory === after.memory;
  if (isSame && effects.length === 0) return unchanged<V["state"]>(before);
  return { state: isSame ? before : after, effects };
}
