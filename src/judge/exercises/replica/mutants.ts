import { emptyArray, itemAt, itemsFrom, withItem, withoutItem } from "../../../core/index.ts";
import { commandsIn, type Value } from "../../../protocols/multi-paxos/index.ts";
import type { LedgerCommand } from "../../../protocols/services/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { ReplicaModule, Step, Wish } from "./port.ts";
import { rightReplica } from "./right.ts";

const { execute, onChosen, onAsked } = rightReplica;

const candidate = (name: string, changed: Partial<ReplicaModule>): Candidate<ReplicaModule> => ({
  name,
  module: { ...rightReplica, ...changed },
});

/** The right `onChosen` around another `execute`: slot by slot, whatever has come. */
const around =
  (run: ReplicaModule["execute"]): ReplicaModule["onChosen"] =>
  (before, slot, value, machine) => {
    const step = onChosen(before, slot, value, machine);
    let { replica } = before;
    for (let next = replica.next; next < step.state.replica.next; next++) {
      replica = run(replica, next === slot ? value : itemAt(before.chosen, next)!, machine).replica;
    }
    return { ...step, state: { ...step.state, replica } };
  };

const executing = (name: string, run: ReplicaModule["execute"]): Candidate<ReplicaModule> =>
  candidate(name, { execute: run, onChosen: around(run) });

const slotOf = (commands: readonly Wish[]): Value<LedgerCommand> => ({ kind: "commands", commands });

/** Wrong ideas about replicas, the most common ones first. */
export const replicaMutants: readonly Candidate<ReplicaModule>[] = [
  executing("executes a command as often as it is chosen", (replica, value, machine) => {
    const execution = execute({ ...replica, sessions: emptyArray }, value, machine);
    const sessions = itemsFrom(execution.replica.sessions).reduce(
      (all, { index, item }) => withItem(all, index, item),
      replica.sessions,
    );
    return { ...execution, replica: { ...execution.replica, sessions } };
  }),
  executing("takes client 0 for no client, and executes its copies", (replica, value, machine) => {
    const sessions = withoutItem(replica.sessions, 0);
    const execution = execute({ ...replica, sessions }, value, machine);
    const first = itemAt(execution.replica.sessions, 0) ?? itemAt(replica.sessions, 0);
    if (first === null) return execution;
    const kept = withItem(execution.replica.sessions, 0, first);
    return { ...execution, replica: { ...execution.replica, sessions: kept } };
  }),
  executing("knows only a copy of a client’s very last command for a copy", (replica, value, machine) => {
    const isCopy = ({ client, sequence }: Wish): boolean =>
      itemAt(replica.sessions, client)?.sequence === sequence;
    const commands = commandsIn(value).filter((wish) => !isCopy(wish));
    const older = commands.reduce(
      (sessions, { client, sequence }) =>
        (itemAt(sessions, client)?.sequence ?? -1) > sequence ? withoutItem(sessions, client) : sessions,
      replica.sessions,
    );
    return execute({ ...replica, sessions: older }, slotOf(commands), machine);
  }),
  executing("looks for copies before the slot, and not within it", (replica, value, machine) => {
    let { service, sessions } = replica;
    const executed = commandsIn(value)
      .filter(({ client, sequence }) => sequence > (itemAt(replica.sessions, client)?.sequence ?? -1))
      .map((wish) => {
        const { state, result } = machine.apply(service, wish.command);
        service = state;
        sessions = withItem(sessions, wish.client, { sequence: wish.sequence, result });
        return { ...wish, result };
      });
    return { replica: { ...replica, next: replica.next + 1, service, sessions }, executed };
  }),
  executing("skips a slot with a copy in it as a whole", (replica, value, machine) => {
    const hasCopy = commandsIn(value).some(
      ({ client, sequence }) => sequence <= (itemAt(replica.sessions, client)?.sequence ?? -1),
    );
    return execute(replica, hasCopy ? { kind: "no-op" } : value, machine);
  }),
  executing("executes the first command of a slot only", (replica, value, machine) =>
    execute(replica, slotOf(commandsIn(value).slice(0, 1)), machine),
  ),
  executing("lets a client have one command in its life", (replica, value, machine) =>
    execute(
      replica,
      slotOf(commandsIn(value).filter(({ client }) => itemAt(replica.sessions, client) === null)),
      machine,
    ),
  ),
  executing("keeps one session for all clients", (replica, value, machine) => {
    const last = Math.max(-1, ...itemsFrom(replica.sessions).map(({ item }) => item.sequence));
    return execute(replica, slotOf(commandsIn(value).filter(({ sequence }) => sequence > last)), machine);
  }),
  executing("says that it has executed copies, too", (replica, value, machine) => {
    const execution = execute(replica, value, machine);
    const executed = commandsIn(value).map((wish) => ({
      ...wish,
      result: itemAt(execution.replica.sessions, wish.client)!.result,
    }));
    return { ...execution, executed };
  }),
  executing("waits at a no-op", (replica, value, machine) =>
    value.kind === "no-op" ? { replica, executed: [] } : execute(replica, value, machine),
  ),
  candidate("applies slots as they come", {
    onChosen: (state, _slot, value, machine) => onChosen(state, state.replica.next, value, machine),
  }),
  candidate("drops what comes too early", {
    onChosen: (state, slot, value, machine) =>
      slot > state.replica.next ? { state, answers: [] } : onChosen(state, slot, value, machine),
  }),
  candidate("does not look at what has waited when the gap closes", {
    onChosen(state, slot, value, machine) {
      const { chosen } = state;
      const step = onChosen({ ...state, chosen: emptyArray }, slot, value, machine);
      if (slot > state.replica.next)
        return { ...step, state: { ...state, chosen: withItem(chosen, slot, value) } };
      return { ...step, state: { ...step.state, chosen } };
    },
  }),
  candidate("jumps over a gap", {
    onChosen(state, slot, value, machine) {
      const next = Math.max(slot, state.replica.next);
      return onChosen({ ...state, replica: { ...state.replica, next } }, slot, value, machine);
    },
  }),
  candidate("applies old news again", {
    onChosen(state, slot, value, machine) {
      if (slot >= state.replica.next) return onChosen(state, slot, value, machine);
      return { state: { ...state, replica: execute(state.replica, value, machine).replica }, answers: [] };
    },
  }),
  candidate("keeps old news for ever", {
    onChosen(state, slot, value, machine) {
      if (slot >= state.replica.next) return onChosen(state, slot, value, machine);
      return { state: { ...state, chosen: withItem(state.chosen, slot, value) }, answers: [] };
    },
  }),
  candidate("tells nobody", { onChosen: (...args) => ({ ...onChosen(...args), answers: [] }) }),
  candidate("tells everybody, whomever they asked", {
    onChosen(state, slot, value, machine) {
      const all = commandsIn(value).reduce(
        (waiting, wish) => withItem(waiting, wish.client, wish),
        state.waiting,
      );
      return onChosen({ ...state, waiting: all }, slot, value, machine);
    },
  }),
  candidate("tells clients when their command is chosen, before it is applied", {
    onChosen(state, slot, value, machine) {
      const step = onChosen(state, slot, value, machine);
      const early = commandsIn(value).flatMap(({ client, sequence, command }) => {
        if (slot <= state.replica.next || itemAt(state.waiting, client) === null) return [];
        return [{ client, sequence, result: machine.apply(state.replica.service, command).result }];
      });
      return { ...step, answers: [...step.answers, ...early] };
    },
  }),
  candidate("lets those who have been told go on waiting", {
    onChosen(state, slot, value, machine) {
      const step = onChosen(state, slot, value, machine);
      return { ...step, state: { ...step.state, waiting: state.waiting } };
    },
  }),
  candidate("does not tell those who ask again", {
    onAsked: (state, wish) => ({
      state: { ...state, waiting: withItem(state.waiting, wish.client, wish) },
      answers: [],
    }),
  }),
  candidate("gives the answer to something new to those who ask for something old", {
    onAsked(state, wish) {
      const session = itemAt(state.replica.sessions, wish.client);
      if (session === null || session.sequence <= wish.sequence) return onAsked(state, wish);
      return { state, answers: [{ client: wish.client, ...session }] };
    },
  }),
  candidate("tells a client that has gone on of its last command", {
    onChosen(state, slot, value, machine) {
      const step = onChosen(state, slot, value, machine);
      const stale = itemsFrom(state.waiting).flatMap(({ index: client, item }) => {
        const session = itemAt(step.state.replica.sessions, client);
        return session !== null && session.sequence > item.sequence ? [{ client, ...session }] : [];
      });
      return { ...step, answers: [...step.answers, ...stale] };
    },
  }),
  candidate("tells one client a slot", {
    onChosen(state, slot, value, machine) {
      const step = onChosen(state, slot, value, machine);
      return slot === state.replica.next ? { ...step, answers: step.answers.slice(0, 1) } : step;
    },
  }),
  candidate("does not listen to a client that has gone on as long as its old request waits", {
    onAsked: (state, wish) =>
      itemAt(state.waiting, wish.client) === null ? onAsked(state, wish) : { state, answers: [] },
  }),
  candidate("lets a late copy of an old request push out the new one", {
    onAsked: (state, wish) => onAsked({ ...state, waiting: withoutItem(state.waiting, wish.client) }, wish),
  }),
];

/** Right, though not as the reference does it. */
export const replicaVariants: readonly Candidate<ReplicaModule>[] = [
  candidate("answers by what was executed, not by whom a slot names", {
    onChosen(state, slot, value, machine) {
      let { replica, chosen, waiting } = state;
      if (slot >= replica.next) chosen = withItem(chosen, slot, value);
      const answers = [];
      for (let ready = itemAt(chosen, replica.next); ready !== null; ready = itemAt(chosen, replica.next)) {
        chosen = withoutItem(chosen, replica.next);
        const execution = execute(replica, ready, machine);
        ({ replica } = execution);
        for (const { client, sequence, result } of execution.executed) {
          const wanted = itemAt(waiting, client);
          if (wanted === null || wanted.sequence > sequence) continue;
          if (wanted.sequence === sequence) answers.push({ client, sequence, result });
          waiting = withoutItem(waiting, client);
        }
      }
      return { state: { replica, chosen, waiting }, answers };
    },
  }),
  candidate("remembers nobody who asks for what is over", {
    onAsked(state, wish) {
      const session = itemAt(state.replica.sessions, wish.client);
      if (session !== null && wish.sequence < session.sequence) return { state, answers: [] };
      return onAsked(state, wish);
    },
  }),
  candidate("applies one slot, and then takes what waits as if it were news", { onChosen: oneByOne }),
];

function oneByOne(...[state, slot, value, machine]: Parameters<ReplicaModule["onChosen"]>): Step {
  const { next } = state.replica;
  if (slot < next) return { state, answers: [] };
  if (slot > next) return { state: { ...state, chosen: withItem(state.chosen, slot, value) }, answers: [] };
  const one = onChosen({ ...state, chosen: emptyArray }, slot, value, machine);
  const chosen = withoutItem(state.chosen, slot);
  const ready = itemAt(chosen, next + 1);
  if (ready === null) return { ...one, state: { ...one.state, chosen } };
  const more = oneByOne({ ...one.state, chosen }, next + 1, ready, machine);
  return { ...more, answers: [...one.answers, ...more.answers] };
}
