import {
  emptyArray,
  executeOnce,
  type ClientCommand,
  type Executed,
  type Service,
  type Sessions,
} from "../../core/index.ts";

/** A copy of the service as it stands once the first transactions are delivered. Kept for later, it is a snapshot. */
export interface Replica<S, R> {
  /** How many they are, and so the place in the history of the one to be delivered next. */
  readonly delivered: number;
  readonly service: S;
  readonly sessions: Sessions<R>;
}

export function blank<S, C, R>({ initial }: Service<S, C, R>): Replica<S, R> {
  return { delivered: 0, service: initial, sessions: emptyArray };
}

/** Delivers the next transaction to it. */
export function execute<S, C, R>(
  replica: Replica<S, R>,
  command: ClientCommand<C>,
  machine: Service<S, C, R>,
): { readonly replica: Replica<S, R>; readonly executed: readonly Executed<C, R>[] } {
  const { executed, ...after } = executeOnce(replica, [command], machine);
  return { replica: { ...after, delivered: replica.delivered + 1 }, executed };
}
