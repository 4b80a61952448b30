import { emptyArray, withItem, type Service, type SparseArray } from "paxoslab/core";
import {
  blank,
  commandsIn,
  type ClientCommand,
  type Executed,
  type Execution,
  type Replica,
  type Slot,
  type Value,
} from "paxoslab/protocols/multi-paxos";

export interface ReplicaState<S, C, R> {
  readonly replica: Replica<S, R>;
  /** By slot, what is known to be chosen and cannot be applied yet. */
  readonly chosen: SparseArray<Value<C>>;
  /** By client, what was asked here and has not been answered. */
  readonly waiting: SparseArray<ClientCommand<C>>;
}

export interface Answer<R> {
  readonly client: number;
  readonly sequence: number;
  readonly result: R;
}

export interface Step<S, C, R> {
  readonly state: ReplicaState<S, C, R>;
  /** Whom to tell what, in this order. */
  readonly answers: readonly Answer<R>[];
}

export function initial<S, C, R>(service: Service<S, C, R>): ReplicaState<S, C, R> {
  return { replica: blank(service), chosen: emptyArray, waiting: emptyArray };
}

/**
 * What becomes of a replica by what is chosen in its next slot, and which commands that executes.
 *
 * This one executes whatever it finds: the tests say what is wrong with that.
 */
export function execute<S, C, R>(
  replica: Replica<S, R>,
  value: Value<C>,
  machine: Service<S, C, R>,
): Execution<S, C, R> {
  let { service, sessions } = replica;
  const executed: Executed<C, R>[] = [];
  for (const { client, sequence, command } of commandsIn(value)) {
    // TODO: has this command been executed before? How could you know?
    const { state, result } = machine.apply(service, command);
    service = state;
    sessions = withItem(sessions, client, { sequence, result });
    executed.push({ client, sequence, command, result });
  }
  return { replica: { ...replica, next: replica.next + 1, service, sessions }, executed };
}

/** The news come that `value` is chosen in `slot`. News may come in any order, and more than once. */
export function onChosen<S, C, R>(
  state: ReplicaState<S, C, R>,
  _slot: Slot,
  value: Value<C>,
  machine: Service<S, C, R>,
): Step<S, C, R> {
  // TODO: is it this slot's turn? If not, what becomes of it? And who waits for what you have executed?
  return { state: { ...state, replica: execute(state.replica, value, machine).replica }, answers: [] };
}

/** A client asks: for the first time, or again because its answer was lost. Somebody else sees to it that it is proposed. */
export function onAsked<S, C, R>(state: ReplicaState<S, C, R>, wish: ClientCommand<C>): Step<S, C, R> {
  // TODO: perhaps the answer is known already?
  return { state: { ...state, waiting: withItem(state.waiting, wish.client, wish) }, answers: [] };
}
