import type { ClientCommand, Sessions } from "./sessions.ts";
import { itemAt, itemsFrom, withItem, withoutItem, type SparseArray } from "./sparse-array.ts";

/** What clients asked of one node and have not been told, by client. */
export type Waiting<C> = SparseArray<ClientCommand<C>>;

/** What a client is told. */
export interface Answer<R> {
  readonly client: number;
  readonly sequence: number;
  readonly result: R;
}

/** What becomes of a client that asks a node. */
export type Welcome<C, R> =
  /** Its command was executed before. */
  | { readonly kind: "answered"; readonly answer: Answer<R> }
  /** It has gone on since: this is an old question, late. */
  | { readonly kind: "left" }
  | { readonly kind: "waits"; readonly wish: ClientCommand<C>; readonly waiting: Waiting<C> };

export function welcome<C, R>(
  { client, sequence, command }: ClientCommand<C>,
  waiting: Waiting<C>,
  sessions: Sessions<R>,
): Welcome<C, R> {
  const session = itemAt(sessions, client);
  if (session !== null && session.sequence === sequence) {
    return { kind: "answered", answer: { client, sequence, result: session.result } };
  }
  const asked = itemAt(waiting, client);
  const latest = Math.max(session?.sequence ?? sequence, asked?.sequence ?? sequence);
  if (latest > sequence) return { kind: "left" };
  const wish = { client, sequence, command };
  return { kind: "waits", wish, waiting: withItem(waiting, client, wish) };
}

/** Who of these clients (null: of all) can be told now, and who still waits after that. */
export function served<C, R>(
  waiting: Waiting<C>,
  sessions: Sessions<R>,
  clients: readonly { readonly client: number }[] | null,
): { readonly waiting: Waiting<C>; readonly answers: readonly Answer<R>[] } {
  let left = waiting;
  const answers: Answer<R>[] = [];
  if (left.root === null) return { waiting, answers };
  for (const { client } of clients ?? wishesIn(waiting)) {
    const wish = itemAt(left, client);
    const session = itemAt(sessions, client);
    if (wish === null || session === null || wish.sequence > session.sequence) continue;
    left = withoutItem(left, client);
    if (wish.sequence < session.sequence) continue; // Asked elsewhere, the client has gone on.
    answers.push({ client, ...session });
  }
  return { waiting: left, answers };
}

export function wishesIn<C>(waiting: Waiting<C>): readonly ClientCommand<C>[] {
  return itemsFrom(waiting).map(({ item }) => item);
}
