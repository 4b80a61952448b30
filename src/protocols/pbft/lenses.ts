import type { ClientRequest, Decision } from "./messages.ts";

/** What a node says of its copy of the log, in the terms of the properties of replicated logs, which count from 0. */
export function logEventIn<S, C, R>(decision: Decision<S, C, R>) {
  switch (decision.kind) {
    case "executed": {
      const { sequence, digest, executed } = decision;
      return { kind: "applied" as const, slot: sequence - 1, executed, entry: { digest, executed } };
    }
    case "restored":
      return { kind: decision.kind, slot: decision.sequence };
    case "answered":
      return null;
  }
}

/** What clients ask and are told. */
export function sessionsOf<S, C, R>() {
  return {
    asked: ({ client, sequence, command: operation }: ClientRequest<C>) => ({ client, sequence, operation }),
    answered: (decision: Decision<S, C, R>) => (decision.kind === "answered" ? decision : null),
  };
}

/** What clients ask for, and what nodes execute. */
export function askedAndExecuted<S, C, R>() {
  return {
    asked: sessionsOf<S, C, R>().asked,
    executed: (decision: Decision<S, C, R>) => (decision.kind === "executed" ? decision.executed : null),
  };
}
