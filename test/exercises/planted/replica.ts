import { emptyArray, itemAt, itemsFrom, withItem, withoutItem } from "../../../src/core/index.ts";
import { commandsIn } from "../../../src/protocols/multi-paxos/index.ts";
import * as solution from "../../../solutions/replica/replica.ts";
import type { Planted } from "./visible.ts";

type Exercise = typeof solution;

const { execute, onChosen, onAsked } = solution;

const variant = (bug: string, change: Partial<Exercise>): Planted<Exercise> => ({
  bug,
  exercise: { ...solution, ...change },
});

/** The solution's `onChosen` around another `execute`: slot by slot, whatever has come. */
const around =
  (run: Exercise["execute"]): Exercise["onChosen"] =>
  (before, slot, value, machine) => {
    const step = onChosen(before, slot, value, machine);
    let { replica } = before;
    for (let next = replica.next; next < step.state.replica.next; next++) {
      replica = run(replica, next === slot ? value : itemAt(before.chosen, next)!, machine).replica;
    }
    return { ...step, state: { ...step.state, replica } };
  };

const badExecute = (bug: string, run: Exercise["execute"]): Planted<Exercise> =>
  variant(bug, { execute: run, onChosen: around(run) });

export const wrongReplicas: readonly Planted<Exercise>[] = [
  badExecute("commands are executed again", (replica, value, machine) => {
    const execution = execute({ ...replica, sessions: emptyArray }, value, machine);
    const sessions = itemsFrom(execution.replica.sessions).reduce(
      (all, { index, item }) => withItem(all, index, item),
      replica.sessions,
    );
    return { ...execution, replica: { ...execution.replica, sessions } };
  }),
  badExecute("only the very last command of a client is known for a copy", (replica, value, machine) => {
    const isCopy = (client: number, sequence: number): boolean =>
      itemAt(replica.sessions, client)?.sequence === sequence;
    const commands = commandsIn(value).filter(({ client, sequence }) => !isCopy(client, sequence));
    const older = commands.reduce(
      (sessions, { client, sequence }) =>
        (itemAt(sessions, client)?.sequence ?? -1) > sequence ? withoutItem(sessions, client) : sessions,
      replica.sessions,
    );
    return execute({ ...replica, sessions: older }, { kind: "commands", commands }, machine);
  }),
  badExecute("copies are looked for before the slot, not within it", (replica, value, machine) => {
    const isNew = ({ client, sequence }: { readonly client: number; readonly sequence: number }): boolean =>
      sequence > (itemAt(replica.sessions, client)?.sequence ?? -1);
    let { service, sessions } = replica;
    const executed = commandsIn(value)
      .filter(isNew)
      .map((wish) => {
        const { state, result } = machine.apply(service, wish.command);
        service = state;
        sessions = withItem(sessions, wish.client, { sequence: wish.sequence, result });
        return { ...wish, result };
      });
    return { replica: { ...replica, next: replica.next + 1, service, sessions }, executed };
  }),
  badExecute("a slot with a copy in it is skipped as a whole", (replica, value, machine) => {
    const hasCopy = commandsIn(value).some(
      ({ client, sequence }) => sequence <= (itemAt(replica.sessions, client)?.sequence ?? -1),
    );
    return execute(replica, hasCopy ? { kind: "no-op" } : value, machine);
  }),
  badExecute("the first command of a slot is executed, the others are not", (replica, value, machine) =>
    execute(replica, { kind: "commands", commands: commandsIn(value).slice(0, 1) }, machine),
  ),
  badExecute("a client has one command in its life", (replica, value, machine) => {
    const commands = commandsIn(value).filter(({ client }) => itemAt(replica.sessions, client) === null);
    return execute(replica, { kind: "commands", commands }, machine);
  }),
  badExecute("all clients share one session", (replica, value, machine) => {
    const last = Math.max(-1, ...itemsFrom(replica.sessions).map(({ item }) => item.sequence));
    const commands = commandsIn(value).filter(({ sequence }) => sequence > last);
    return execute(replica, { kind: "commands", commands }, machine);
  }),
  badExecute("copies count as executed", (replica, value, machine) => {
    const execution = execute(replica, value, machine);
    const executed = commandsIn(value).map((wish) => ({
      ...wish,
      result: itemAt(execution.replica.sessions, wish.client)!.result,
    }));
    return { ...execution, executed };
  }),
  badExecute("a no-op is waited at", (replica, value, machine) =>
    value.kind === "no-op" ? { replica, executed: [] } : execute(replica, value, machine),
  ),
  variant("slots are applied as they come", {
    onChosen: (state, _slot, value, machine) => onChosen(state, state.replica.next, value, machine),
  }),
  variant("what comes too early is dropped", {
    onChosen: (state, slot, value, machine) =>
      slot > state.replica.next ? { state, answers: [] } : onChosen(state, slot, value, machine),
  }),
  variant("what has waited is not looked at when the gap closes", {
    onChosen(state, slot, value, machine) {
      const { chosen } = state;
      const step = onChosen({ ...state, chosen: emptyArray }, slot, value, machine);
      if (slot > state.replica.next)
        return { ...step, state: { ...state, chosen: withItem(chosen, slot, value) } };
      return { ...step, state: { ...step.state, chosen } };
    },
  }),
  variant("a gap is jumped over", {
    onChosen(state, slot, value, machine) {
      const next = Math.max(slot, state.replica.next);
      return onChosen({ ...state, replica: { ...state.replica, next } }, slot, value, machine);
    },
  }),
  variant("old news are applied again", {
    onChosen(state, slot, value, machine) {
      if (slot >= state.replica.next) return onChosen(state, slot, value, machine);
      return { state: { ...state, replica: execute(state.replica, value, machine).replica }, answers: [] };
    },
  }),
  variant("old news are kept for ever", {
    onChosen(state, slot, value, machine) {
      if (slot >= state.replica.next) return onChosen(state, slot, value, machine);
      return { state: { ...state, chosen: withItem(state.chosen, slot, value) }, answers: [] };
    },
  }),
  variant("nobody is told", { onChosen: (...args) => ({ ...onChosen(...args), answers: [] }) }),
  variant("everybody is told, whoever they asked", {
    onChosen(state, slot, value, machine) {
      const all = commandsIn(value).reduce(
        (waiting, wish) => withItem(waiting, wish.client, wish),
        state.waiting,
      );
      return onChosen({ ...state, waiting: all }, slot, value, machine);
    },
  }),
  variant("clients are told when their command is chosen, not when it is applied", {
    onChosen(state, slot, value, machine) {
      const step = onChosen(state, slot, value, machine);
      const early = commandsIn(value).flatMap(({ client, sequence, command }) => {
        if (slot <= state.replica.next || itemAt(state.waiting, client) === null) return [];
        return [{ client, sequence, result: machine.apply(state.replica.service, command).result }];
      });
      return { ...step, answers: [...step.answers, ...early] };
    },
  }),
  variant("whoever has been told goes on waiting", {
    onChosen(state, slot, value, machine) {
      const step = onChosen(state, slot, value, machine);
      return { ...step, state: { ...step.state, waiting: state.waiting } };
    },
  }),
  variant("who asks again is not told", {
    onAsked: (state, wish) => ({
      state: { ...state, waiting: withItem(state.waiting, wish.client, wish) },
      answers: [],
    }),
  }),
  variant("who asks for something old gets the answer to something new", {
    onAsked(state, wish) {
      const session = itemAt(state.replica.sessions, wish.client);
      if (session === null || session.sequence <= wish.sequence) return onAsked(state, wish);
      return { state, answers: [{ client: wish.client, ...session }] };
    },
  }),
  variant("a client that has gone on is told of its last command", {
    onChosen(state, slot, value, machine) {
      const step = onChosen(state, slot, value, machine);
      const stale = itemsFrom(state.waiting).flatMap(({ index: client, item }) => {
        const session = itemAt(step.state.replica.sessions, client);
        return session !== null && session.sequence > item.sequence ? [{ client, ...session }] : [];
      });
      return { ...step, answers: [...step.answers, ...stale] };
    },
  }),
  variant("a late copy of an old request pushes out the new one", {
    onAsked(state, wish) {
      return onAsked({ ...state, waiting: withoutItem(state.waiting, wish.client) }, wish);
    },
  }),
];
