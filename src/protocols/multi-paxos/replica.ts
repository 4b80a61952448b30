import { emptyArray, itemAt, withItem, type Service, type SparseArray } from "../../core/index.ts";
import { firstTenure, type Tenure } from "./membership/tenures.ts";
import type { Executed } from "./messages.ts";
import type { ClientCommand, Slot, Value } from "./values.ts";

/** A copy of the service as it stands after the first slots of the log. Kept for later, it is a snapshot. */
export interface Replica<S, R> {
  /** The slot to be applied next: all before it are. */
  readonly next: Slot;
  readonly service: S;
  /** The last command executed for each client. Part of the replicated state, as the answers depend on it. */
  readonly sessions: SparseArray<Session<R>>;
  /** Who is in charge from `next` on: the tenure in force, and those that the log says are to come. */
  readonly tenures: readonly Tenure[];
}

export interface Session<R> {
  readonly sequence: number;
  readonly result: R;
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
 * executed in the first one only; there, its client's session has not yet come so far.
 */
export function execute<S, C, R>(
  replica: Replica<S, R>,
  value: Value<C>,
  machine: Service<S, C, R>,
): Execution<S, C, R> {
  let { service, sessions } = replica;
  const { tenures } = replica;
  const executed: Executed<C, R>[] = [];
  for (const { client, sequence, command } of commandsIn(value)) {
    if (sequence <= (itemAt(sessions, client)?.sequence ?? -1)) continue;
    const { state, result } = machine.apply(service, command);
    service = state;
    sessions = withItem(sessions, client, { sequence, result });
    executed.push({ client, sequence, command, result });
  }
  return { replica: { next: replica.next + 1, service, sessions, tenures }, executed };
}

export function commandsIn<C>(value: Value<C>): readonly ClientCommand<C>[] {
  return value.kind === "commands" ? value.commands : [];
}
