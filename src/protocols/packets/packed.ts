import {
  groupedBy,
  unchanged,
  type Context,
  type Effect,
  type Input,
  type NodeId,
  type Protocol,
  type Transition,
  type Vocabulary,
} from "../../core/index.ts";
import {
  departure,
  type Letter,
  type Packed,
  type Packet,
  type PackedState,
  type Packing,
} from "./vocabulary.ts";

/**
 * The same protocol with fewer, larger packets: messages to one node share one, and whoever gets it takes them one
 * after the other in a single step.
 *
 * To the protocol it is a slower network, so whatever holds in any network still holds: a message leaves later than
 * it was said, never earlier, and one that has not left is lost in a crash as it might be on the way.
 *
 * @throws RangeError if the delay is none.
 */
export function packed<V extends Vocabulary>(protocol: Protocol<V>, packing: Packing): Protocol<Packed<V>> {
  const { delay } = packing;
  if (!Number.isInteger(delay) || delay < 0) {
    throw new RangeError(`packing.delay is in whole microseconds from 0 on; got ${delay}.`);
  }
  return {
    name: `${protocol.name}, in packets`,
    initial: (self) => ({ inner: protocol.initial(self), outbox: [] }),
    step: (state, input, context) =>
      input.kind === "timer" && input.timer === departure
        ? { state: { ...state, outbox: [] }, effects: packets<V>(state.outbox) }
        : step(protocol, state, input, context, packing),
  };
}

function step<V extends Vocabulary>(
  protocol: Protocol<V>,
  state: PackedState<V>,
  input: Input<Packed<V>>,
  context: Context,
  { delay }: Packing,
): Transition<Packed<V>> {
  let { inner } = state;
  const effects: Effect<V>[] = [];
  for (const one of unpacked<V>(input)) {
    const transition = protocol.step(inner, one, context);
    inner = transition.state;
    effects.push(...transition.effects);
  }
  if (inner === state.inner && effects.length === 0) return unchanged(state);
  const { done, own, letters } = sorted(effects, context.self);
  if (delay === 0 || letters.length === 0) {
    return { state: { ...state, inner }, effects: [...done, ...packets<V>([...own, ...letters])] };
  }
  const wind: Effect<Packed<V>> = { kind: "set-timer", timer: departure, after: { min: delay, max: delay } };
  return {
    state: { inner, outbox: [...state.outbox, ...letters] },
    effects: [...done, ...packets<V>(own), ...(state.outbox.length === 0 ? [wind] : [])],
  };
}

function unpacked<V extends Vocabulary>(input: Input<Packed<V>>): readonly Input<V>[] {
  if (input.kind !== "message") return [input];
  const { from, message } = input;
  return message.messages.map((message) => ({ kind: "message", from, message }));
}

interface Sorted<V extends Vocabulary> {
  readonly done: readonly Effect<Packed<V>>[];
  /** To the node itself: nothing to wait for. */
  readonly own: readonly Letter<V["message"]>[];
  readonly letters: readonly Letter<V["message"]>[];
}

/**
 * What is said comes after what is done, so it still comes after the write that it relies on. Of several writes only
 * the last is needed, since each replaces the one before, and it comes first: the messages of a packet share one wait
 * for the disk ("group commit").
 */
function sorted<V extends Vocabulary>(effects: readonly Effect<V>[], self: NodeId): Sorted<V> {
  const said = effects.filter((effect) => effect.kind === "send");
  const write = effects.findLast((effect) => effect.kind === "persist");
  const rest = effects.filter((effect) => effect.kind !== "send" && effect.kind !== "persist");
  return {
    done: write === undefined ? rest : [write, ...rest],
    own: said.filter(({ to }) => to === self),
    letters: said.filter(({ to }) => to !== self),
  };
}

/** A packet for each receiver, in the order in which they were first written to. */
function packets<V extends Vocabulary>(
  letters: readonly Letter<V["message"]>[],
): readonly { readonly kind: "send"; readonly to: NodeId; readonly message: Packet<V["message"]> }[] {
  const byReceiver = groupedBy(letters, ({ to }) => to);
  return [...byReceiver].map(([to, letters]) => ({
    kind: "send",
    to,
    message: { kind: "packet", messages: letters.map(({ message }) => message) },
  }));
}
