import {
  emptyArray,
  itemAt,
  itemsFrom,
  withItem,
  withoutItem,
  type Sessions,
  type SparseArray,
} from "../../core/index.ts";
import type { Wish } from "./blocks.ts";

/** What clients want and has not been executed, the oldest first; of each client the last command only. */
export interface Pool<C> {
  readonly commands: SparseArray<Wish<C>>;
  /** By client, where its command stands. */
  readonly places: SparseArray<number>;
  readonly end: number;
}

export const emptyPool: Pool<never> = { commands: emptyArray, places: emptyArray, end: 0 };

export const isEmpty = ({ commands }: Pool<unknown>): boolean => commands.root === null;

export const pooled = <C>({ commands }: Pool<C>): readonly Wish<C>[] =>
  itemsFrom(commands).map(({ item }) => item);

/**
 * The pool with this command, unless that is executed or the client has gone on. The same command asked at another node
 * takes its place: the client has moved.
 */
export function withCommand<C>(pool: Pool<C>, command: Wish<C>, sessions: Sessions<unknown>): Pool<C> {
  const { client, sequence } = command;
  if ((itemAt(sessions, client)?.sequence ?? -1) >= sequence) return pool;
  const place = itemAt(pool.places, client);
  const known = place === null ? null : itemAt(pool.commands, place);
  if (known !== null && (known.sequence > sequence || known.seal === command.seal)) return pool;
  if (known?.sequence === sequence) return { ...pool, commands: withItem(pool.commands, place!, command) };
  const { commands, places, end } = place === null ? pool : without(pool, client, place);
  return {
    commands: withItem(commands, end, command),
    places: withItem(places, client, end),
    end: end + 1,
  };
}

/** What the client wants, as far as the pool knows. */
export function wishOf<C>({ commands, places }: Pool<C>, client: number): Wish<C> | null {
  const place = itemAt(places, client);
  return place === null ? null : itemAt(commands, place);
}

/** The pool without what is executed for these clients. */
export function withoutExecuted<C>(
  pool: Pool<C>,
  commands: readonly Wish<C>[],
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
