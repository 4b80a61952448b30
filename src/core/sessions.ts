import type { Service } from "./service.ts";
import { itemAt, withItem, type SparseArray } from "./sparse-array.ts";

/**
 * A command with the name of the session it belongs to, by which copies of it are known for copies.
 *
 * A client has one command at a time under way and numbers them upwards; it may ask for the same one again,
 * at any node. (Ongaro's thesis, section 6.3; Kirsch and Amir, section 5.4.)
 */
export interface ClientCommand<C> {
  /** Any whole number of its own. */
  readonly client: number;
  readonly sequence: number;
  readonly command: C;
}

/** What a client asks of a node, be it the leader or not. */
export interface Execute<C> extends ClientCommand<C> {
  readonly kind: "execute";
}

export interface Executed<C, R> extends ClientCommand<C> {
  readonly result: R;
}

export interface Session<R> {
  readonly sequence: number;
  readonly result: R;
}

/** By client, the last command executed for it. Part of the replicated state, as the answers depend on it. */
export type Sessions<R> = SparseArray<Session<R>>;

/**
 * Executes the commands of one entry of a log, each only if its client's session has not yet come so far: a command
 * may stand in the log twice, when the client, or its node, asked twice.
 */
export function executeOnce<S, C, R>(
  before: { readonly service: S; readonly sessions: Sessions<R> },
  commands: readonly ClientCommand<C>[],
  machine: Service<S, C, R>,
): {
  readonly service: S;
  readonly sessions: Sessions<R>;
  readonly executed: readonly Executed<C, R>[];
} {
  let { service, sessions } = before;
  const executed: Executed<C, R>[] = [];
  for (const { client, sequence, command } of commands) {
    if (sequence <= (itemAt(sessions, client)?.sequence ?? -1)) continue;
    const { state, result } = machine.apply(service, command);
    service = state;
    sessions = withItem(sessions, client, { sequence, result });
    executed.push({ client, sequence, command, result });
  }
  return { service, sessions, executed };
}
