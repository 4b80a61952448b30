import { itemAt, itemsFrom, unchanged, withoutItem, type ClientCommand } from "../../core/index.ts";
import type { Action, ProcessState, Turn } from "./vocabulary.ts";

/** Answers those who wait for one of these commands, or for any (null), and whose session has come so far. */
export function answers<S, C, R>(
  state: ProcessState<S, C, R>,
  executed: readonly ClientCommand<C>[] | null,
): Turn<S, C, R> {
  let { waiting } = state;
  const effects: Action<S, C, R>[] = [];
  for (const { client } of executed ?? itemsFrom(waiting).map(({ item }) => item)) {
    const wish = itemAt(waiting, client);
    const session = itemAt(state.replica.sessions, client);
    if (wish === null || session === null || wish.sequence > session.sequence) continue;
    waiting = withoutItem(waiting, client);
    if (wish.sequence < session.sequence) continue; // Asked elsewhere, the client has gone on.
    const { sequence, result } = session;
    effects.push({ kind: "decide", decision: { kind: "answered", client, sequence, result } });
  }
  return waiting === state.waiting ? unchanged(state) : { state: { ...state, waiting }, effects };
}
