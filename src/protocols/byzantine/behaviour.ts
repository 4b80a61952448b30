import type { Effect, Input, NodeId, Vocabulary } from "../../core/index.ts";

/**
 * How a node misbehaves: what it does in place of what its protocol has it do.
 *
 * Lamport, Shostak and Pease, *The Byzantine Generals Problem*, 1982: a faulty node may do anything. A behaviour is one
 * such anything, as plain data and a pure function: the same run can be told again, searched and shrunk. When things
 * happen is left to the network, as it is for nodes that keep to their protocol.
 */
export interface Behaviour<V extends Vocabulary, Memory = unknown> {
  readonly name: string;
  /** What it remembers at first; a crash forgets all else. */
  readonly initial: Memory;
  act(memory: Memory, honest: HonestStep<V>): Misdeed<V, Memory>;
}

/** What a node that keeps to the protocol would have done. A faulty one knows, and does as it likes. */
export interface HonestStep<V extends Vocabulary> {
  readonly self: NodeId;
  readonly input: Input<V>;
  readonly effects: readonly Effect<V>[];
}

export interface Misdeed<V extends Vocabulary, Memory> {
  /** The same reference if nothing is to be remembered. */
  readonly memory: Memory;
  readonly effects: readonly Effect<V>[];
}

/**
 * How to lie in one protocol. Whoever lies knows what it has heard and said of late, the latest last; where messages
 * are signed, it signs what it makes up with its own key, for it has no other.
 */
export interface Lies<M> {
  /** How many messages back a lie may need to look; 0 for lies that are made up on the spot. */
  readonly reach: number;
  /** Something else that the node could say in place of this; null if there is nothing to lie about. */
  alternative(message: M, known: readonly M[], self: NodeId): M | null;
  /** The same as if `victim` had said it; null if nobody is named in it, as the network itself tells who speaks. */
  inNameOf(message: M, victim: NodeId, self: NodeId): M | null;
  /** The same in a view, round or ballot that is so many further; null if it speaks of none. */
  inRound(message: M, by: number, self: NodeId): M | null;
}

/** Lies of these kinds only; all else is said as it should be. */
export function onlyAbout<M extends { readonly kind: string }>(
  kinds: readonly M["kind"][],
  lies: Lies<M>,
): Lies<M> {
  const about = (message: M): boolean => kinds.includes(message.kind);
  return {
    reach: lies.reach,
    alternative: (message, known, self) => (about(message) ? lies.alternative(message, known, self) : null),
    inNameOf: (message, victim, self) => (about(message) ? lies.inNameOf(message, victim, self) : null),
    inRound: (message, by, self) => (about(message) ? lies.inRound(message, by, self) : null),
  };
}
