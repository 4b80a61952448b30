import {
  emptyArray,
  executeOnce,
  type ClientCommand,
  type Executed,
  type Service,
  type Sessions,
} from "../../core/index.ts";
import { firstTenure, type Tenure } from "./membership/tenures.ts";
import type { Slot, Value } from "./values.ts";

/** A copy of the service as it stands after the first slots of the log. Kept for later, it is a snapshot. */
export interface Replica<S, R> {
  /** The slot to be applied next: all before it are. */
  readonly next: Slot;
  readonly service: S;
  readonly sessions: Sessions<R>;
  /** Who is in charge from `next` on: the tenure in force, and those that the log says are to come. */
  readonly tenures: readonly Tenure[];
}

export function blank<S, C, R>({ initial }: Service<S, C, R>): Replica<S, R> {
  return { next: 0, service: initial, sessions: emptyArray, tenures: [firstTenure] };
}

export interface Execution<S, C, R> {
  readonly replica: Replica<S, R>;
  readonly executed: readonly Executed<C, R>[];
}

/**
 * Executes what was chosen in the next slot.
 *
 * A command may be chosen in two slots: two leaders propose it when the client, or its node, asks twice. It is
 * executed in the first one only.
 */
export function execute<S, C, R>(
  replica: Replica<S, R>,
  value: Value<C>,
  machine: Service<S, C, R>,
): Execution<S, C, R> {
  const { executed, ...after } = executeOnce(replica, commandsIn(value), machine);
  return { replica: { ...replica, ...after, next: replica.next + 1 }, executed };
}

export function commandsIn<C>(value: Value<C>): readonly ClientCommand<C>[] {
  return value.kind === "commands" ? value.commands : [];
}
