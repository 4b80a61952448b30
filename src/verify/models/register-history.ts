import type { NodeId, Property } from "../../core/index.ts";
import type { RegisterPaxos } from "./register-vocabulary.ts";

type Operation = { readonly kind: "write"; readonly value: string } | { readonly kind: "read" };

interface Invocation {
  readonly operation: Operation;
  /** For each other client, how many of its operations had returned before this one began. */
  readonly after: readonly number[];
}

interface Completed extends Invocation {
  /** What a read returned; null for a write. */
  readonly result: string | null;
}

interface Thread {
  readonly completed: readonly Completed[];
  readonly pending: Invocation | null;
}

/** What each client has done so far, and what had surely happened before. */
type History = readonly Thread[];

/**
 * The register is linearizable (Herlihy and Wing, 1990): its operations can be put in one order that keeps
 * each client's own, that keeps apart what did not overlap in time, and in which each read returns the value
 * last written. The whole history is kept in the state, as Stateright's tester does.
 */
export function linearizableRegister(servers: number, clients: number): Property<RegisterPaxos, History> {
  return {
    name: "linearizable",
    initial: Array.from({ length: clients }, () => ({ completed: [], pending: null })),
    observe(history, node, event) {
      if (event.kind === "send" && event.message.kind === "put") {
        return invoke(history, node - servers, { kind: "write", value: event.message.value });
      }
      if (event.kind === "send" && event.message.kind === "get") {
        return invoke(history, node - servers, { kind: "read" });
      }
      if (event.kind !== "message") return history;
      const { message } = event;
      if (message.kind === "put-ok") return complete(history, node - servers, "write", null);
      if (message.kind === "get-ok") return complete(history, node - servers, "read", message.value);
      return history;
    },
    violation: (history) =>
      isLinearizable(
        history,
        history.map(() => 0),
        "",
      )
        ? null
        : "no order of the operations explains what was read",
  };
}

function invoke(history: History, client: NodeId, operation: Operation): History {
  const after = history.map(({ completed }, other) => (other === client ? 0 : completed.length));
  return history.with(client, { ...history[client]!, pending: { operation, after } });
}

/** A second answer to the same request, which the client ignores, is none of an operation's. */
function complete(history: History, client: NodeId, kind: Operation["kind"], result: string | null): History {
  const { completed, pending } = history[client]!;
  if (pending?.operation.kind !== kind) return history;
  return history.with(client, { completed: [...completed, { ...pending, result }], pending: null });
}

/** Whether what is left of the history, after `done` operations of each client, can follow on `register`. */
function isLinearizable(history: History, done: readonly number[], register: string): boolean {
  if (history.every(({ completed }, client) => done[client]! >= completed.length)) return true;
  return history.some(({ completed, pending }, client) => {
    const next: Completed | Invocation | null | undefined =
      done[client] === completed.length ? pending : completed[done[client]!];
    if (next === null || next === undefined) return false;
    if (next.after.some((count, other) => done[other]! < count)) return false;
    const { operation } = next;
    const isExplained = operation.kind === "write" || !("result" in next) || next.result === register;
    const after = operation.kind === "write" ? operation.value : register;
    return isExplained && isLinearizable(history, done.with(client, done[client]! + 1), after);
  });
}
