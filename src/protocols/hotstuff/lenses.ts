import type { Decision, Request } from "./messages.ts";

/** What a node says of its copy of the log, in the terms of the properties of replicated logs: a slot is a height. */
export function logEventIn<C, R>(decision: Decision<C, R>) {
  if (decision.kind === "answered") return null;
  const { kind, slot, view, commands, executed } = decision;
  return { kind, slot, executed, entry: { view, commands, executed } };
}

/** What clients ask and are told. */
export function sessionsOf<C, R>() {
  return {
    asked: ({ client, sequence, command: operation }: Request<C>) => ({ client, sequence, operation }),
    answered: (decision: Decision<C, R>) => (decision.kind === "answered" ? decision : null),
  };
}

/** What clients ask for, and what nodes execute. */
export function askedAndExecuted<C, R>() {
  return {
    asked: sessionsOf<C, R>().asked,
    executed: (decision: Decision<C, R>) => (decision.kind === "applied" ? decision.executed : null),
  };
}
