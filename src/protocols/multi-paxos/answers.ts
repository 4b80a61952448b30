import { itemAt, itemsFrom, withoutItem, type ClientCommand } from "../../core/index.ts";
import type { Action, NodeState, Turn } from "./vocabulary.ts";

/** Answers those who wait for one of these commands, or for any (null), and whose session has come so far. */
export function answers<S, C, R>(
  state: NodeState<S, C, R>,
  applied: readonly ClientCommand<C>[] | null,
): Turn<S, C, R> {
  const { sessions } = state.replica;
  let { waiting } = state;
  if (waiting.root === null) return { state, effects: [] };
  const effects: Action<S, C, R>[] = [];
  for (const { client } of applied ?? itemsFrom(waiting).map(({ item }) => item)) {
    const wish = itemAt(waiting, client);
    const session = itemAt(sessions, client);
    if (wish === null || session === null || wish.sequence > session.sequence) continue;
    waiting = withoutItem(waiting, client);
    if (wish.sequence < session.sequence) continue; // Asked elsewhere, the client has gone on.
    const { sequence, result } = session;
    effects.push({ kind: "decide", decision: { kind: "answered", client, sequence, result } });
  }
  return { state: waiting === state.waiting ? state : { ...state, waiting }, effects };
}
