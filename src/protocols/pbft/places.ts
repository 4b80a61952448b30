import { itemAt, withItem, type NodeId } from "../../core/index.ts";
import type { Group } from "../byzantine/index.ts";
import type { SequenceNumber, View } from "./messages.ts";
import type { Action, Entry, NodeState, Replica, Site, Turn } from "./vocabulary.ts";

/** Section 4: the primary of view v is replica v mod n. */
export const primaryOf = (view: View, { nodes }: Group): NodeId => view % nodes;

export const isPrimary = <S, C, R>({ view }: Replica<S, C, R>, { self, group }: Site<S, C, R>): boolean =>
  primaryOf(view, group) === self;

const blank: Entry<never> = { prePrepare: null, prepares: [], commits: [], prepared: null, committed: null };

export const entryAt = <S, C, R>({ log }: Replica<S, C, R>, sequence: SequenceNumber): Entry<C> =>
  itemAt(log, sequence) ?? blank;

export function withEntry<S, C, R>(
  state: NodeState<S, C, R>,
  sequence: SequenceNumber,
  change: Partial<Entry<C>>,
): NodeState<S, C, R> {
  const entry = { ...entryAt(state.replica, sequence), ...change };
  return withReplica(state, { log: withItem(state.replica.log, sequence, entry) });
}

export function withReplica<S, C, R>(
  state: NodeState<S, C, R>,
  change: Partial<Replica<S, C, R>>,
): NodeState<S, C, R> {
  return { ...state, replica: { ...state.replica, ...change } };
}

/** To all replicas but this one. */
export function toOthers<S, C, R>(
  { self, group }: Site<S, C, R>,
  message: Extract<Action<S, C, R>, { readonly kind: "send" }>["message"],
): readonly Action<S, C, R>[] {
  const sends: Action<S, C, R>[] = [];
  for (let to = 0; to < group.nodes; to++) {
    if (to !== self) sends.push({ kind: "send", to, message });
  }
  return sends;
}

/** One part of a step after the other. */
export function inOrder<S, C, R>(
  state: NodeState<S, C, R>,
  ...parts: readonly ((state: NodeState<S, C, R>) => Turn<S, C, R>)[]
): Turn<S, C, R> {
  const effects: Action<S, C, R>[] = [];
  let now = state;
  for (const part of parts) {
    const turn = part(now);
    now = turn.state;
    effects.push(...turn.effects);
  }
  return { state: now, effects };
}
