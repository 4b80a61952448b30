import {
  emptyArray,
  itemAt,
  itemsFrom,
  withItem,
  withoutItem,
  type ClientCommand,
  type Sessions,
  type SparseArray,
} from "../../core/index.ts";

/** What clients want and has not been executed, the oldest first; of each client the last command only. */
export interface Pool<C> {
  readonly commands: SparseArray<ClientCommand<C>>;
  /** By client, where its command stands. */
  readonly places: SparseArray<number>;
  readonly end: number;
}

export const emptyPool: Pool<never> = { commands: emptyArray, places: emptyArray, end: 0 };

export const isEmpty = ({ commands }: Pool<unknown>): boolean => commands.root === null;

export const pooled = <C>({ commands }: Pool<C>): readonly ClientCommand<C>[] =>
  itemsFrom(commands).map(({ item }) => item);

/** The pool with this command, unless it holds it already, or has a later one of that client, or that is executed. */
export function withCommand<C>(
  pool: Pool<C>,
  command: ClientCommand<C>,
  sessions: Sessions<unknown>,
): Pool<C> {
  const { client, sequence } = command;
  if ((itemAt(sessions, client)?.sequence ?? -1) >= sequence) return pool;
  const place = itemAt(pool.places, client);
  if (place !== null && itemAt(pool.commands, place)!.sequence >= sequence) return pool;
  const { commands, places, end } = place === null ? pool : without(pool, client, place);
  return {
    commands: withItem(commands, end, command),
    places: withItem(places, client, end),
    end: end + 1,
  };
}

/** The pool without what is executed for these clients. */
export function withoutExecuted<C>(
  pool: Pool<C>,
  commands: readonly ClientCommand<C>[],
  sessions: Sessions<unknown>,
): Pool<C> {
  let rest = pool;
  for (const { client } of commands) {
    const place = itemAt(rest.places, client);
    const session = itemAt(sessions, client);
    if (place === null || session === null) continue;
    if (itemAt(rest.commands, place)!.sequence <= session.sequence) rest = without(rest, client, place);
  }
  return rest;
}

/** It begins anew whenever it runs dry, so that empty pools are equal. */
function without<C>({ commands, places, end }: Pool<C>, client: number, place: number): Pool<C> {
  const rest = withoutItem(commands, place);
  return rest.root === null ? emptyPool : { commands: rest, places: withoutItem(places, client), end };
}
