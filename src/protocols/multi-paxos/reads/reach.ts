import { endOf, unchanged, withNode, type Context, type NodeId, type Time } from "../../../core/index.ts";
import { quorumsInForce, voters } from "../membership/tenures.ts";
import type { Slot } from "../values.ts";
import type { NodeState, Settings, Turn } from "../vocabulary.ts";
import type { PendingRead, ReadPath, ReadQuestion } from "./vocabulary.ts";

/** Below which slot all may be chosen as far as this node knows; null if it does not know enough. */
function reach<S, C, R>(
  state: NodeState<S, C, R>,
  by: ReadPath,
  now: Time,
  { rules }: Settings<S, C, R>,
): Slot | null {
  switch (by) {
    case "lease":
      return rules.mayServe(state, now) ? state.replica.next : null;
    case "quorum":
      return Math.max(state.replica.next, endOf(state.log));
  }
}

/** The read with what this node can say about it. */
export function withOwn<S, C, R>(
  state: NodeState<S, C, R>,
  read: PendingRead<C>,
  { self, now }: Context,
  settings: Settings<S, C, R>,
): PendingRead<C> {
  if (isTold(state, read, settings)) return read;
  const slot = reach(state, read.by, now, settings);
  return slot === null ? read : withTold(read, self, slot, settings);
}

export function withTold<S, C, R>(
  read: PendingRead<C>,
  node: NodeId,
  slot: Slot,
  { rules }: Settings<S, C, R>,
): PendingRead<C> {
  const told = withNode(read.told, node);
  if (told === read.told) return read;
  return { ...read, told, upTo: read.told.length === 0 ? slot : rules.readsUpTo(read.upTo, slot) };
}

/**
 * Whether it knows how far it has to go. A quorum of members in force has told it: having got so far, it may find that
 * others are in force by now, and asks them too.
 */
export function isTold<S, C, R>(
  state: NodeState<S, C, R>,
  { by, told }: PendingRead<C>,
  settings: Settings<S, C, R>,
): boolean {
  const quorums = quorumsInForce(state, settings);
  switch (by) {
    case "lease":
      return told.length > 0;
    case "quorum":
      return quorums.isPhase1Quorum(voters(told, quorums, settings));
  }
}

export function isReady<S, C, R>(
  state: NodeState<S, C, R>,
  read: PendingRead<C>,
  settings: Settings<S, C, R>,
): boolean {
  return isTold(state, read, settings) && settings.rules.mayAnswer(state, read);
}

/** Another node wants to know how far the log may reach. */
export function onReadQuestion<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  { by, client, sequence }: ReadQuestion,
  now: Time,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const slot = reach(state, by, now, settings);
  if (slot === null) return unchanged(state); // No leader, or not sure of it. Its sender will ask again.
  return {
    state,
    effects: [{ kind: "send", to: from, message: { kind: "read-slot", client, sequence, by, slot } }],
  };
}
