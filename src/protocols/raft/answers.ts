import { itemAt, withoutItem } from "../../core/index.ts";
import type { Action, RaftTurn, ServerState } from "./vocabulary.ts";

/** Answers those of these clients who wait, and whose session has come so far. */
export function answers<S, C, R>(state: ServerState<S, C, R>, clients: readonly number[]): RaftTurn<S, C, R> {
  const { sessions } = state.replica;
  let { waiting } = state;
  const effects: Action<S, C, R>[] = [];
  for (const client of clients) {
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
