import { emptyArray, itemAt, withItem, withoutItem, type Service, type SparseArray } from "paxoslab/core";
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
 * Why it is right: whether a command is executed depends on the log before it and on nothing else, for the sessions
 * are part of what the log makes. So all copies execute the same commands, each in the first slot that holds it.
 */
export function execute<S, C, R>(
  replica: Replica<S, R>,
  value: Value<C>,
  machine: Service<S, C, R>,
): Execution<S, C, R> {
  let { service, sessions } = replica;
  const executed: Executed<C, R>[] = [];
  for (const wish of commandsIn(value)) {
    const last = itemAt(sessions, wish.client);
    if (last !== null && wish.sequence <= last.sequence) continue;
    const { state, result } = machine.apply(service, wish.command);
    service = state;
    sessions = withItem(sessions, wish.client, { sequence: wish.sequence, result });
    executed.push({ ...wish, result });
  }
  return { replica: { ...replica, next: replica.next + 1, service, sessions }, executed };
}

/** Slots come in any order, and are applied in theirs: what comes too early is kept, what comes again is left. */
export function onChosen<S, C, R>(
  state: ReplicaState<S, C, R>,
  slot: Slot,
  value: Value<C>,
  machine: Service<S, C, R>,
): Step<S, C, R> {
  let { replica, waiting } = state;
  if (slot < replica.next) return { state, answers: [] };
  let chosen = withItem(state.chosen, slot, value);
  const answers: Answer<R>[] = [];
  for (let ready = itemAt(chosen, replica.next); ready !== null; ready = itemAt(chosen, replica.next)) {
    chosen = withoutItem(chosen, replica.next);
    ({ replica } = execute(replica, ready, machine));
    for (const { client } of commandsIn(ready)) {
      const step = answer({ replica, chosen, waiting }, client);
      ({ waiting } = step.state);
      answers.push(...step.answers);
    }
  }
  return { state: { replica, chosen, waiting }, answers };
}

/** A client asks: for the first time, or again because its answer was lost. */
export function onAsked<S, C, R>(state: ReplicaState<S, C, R>, wish: ClientCommand<C>): Step<S, C, R> {
  const known = itemAt(state.waiting, wish.client);
  if (known !== null && known.sequence > wish.sequence) return { state, answers: [] };
  return answer({ ...state, waiting: withItem(state.waiting, wish.client, wish) }, wish.client);
}

/** Answers the client if its session has come to what it waits for; forgets what it no longer waits for. */
function answer<S, C, R>(state: ReplicaState<S, C, R>, client: number): Step<S, C, R> {
  const wish = itemAt(state.waiting, client);
  const session = itemAt(state.replica.sessions, client);
  if (wish === null || session === null || wish.sequence > session.sequence) return { state, answers: [] };
  const served = { ...state, waiting: withoutItem(state.waiting, client) };
  const { sequence, result } = session;
  return { state: served, answers: wish.sequence === sequence ? [{ client, sequence, result }] : [] };
}
