import type { Decision, Request } from "./messages.ts";

/** What a server says of its copy of the log, in the terms of the properties of replicated logs. */
export function logEventIn<S, C, R>(decision: Decision<S, C, R>) {
  switch (decision.kind) {
    case "applied": {
      const { kind, index, term, content, executed } = decision;
      return { kind, slot: index - 1, executed, entry: { term, content, executed } };
    }
    case "restored":
      // Slots count from 0 and indices from 1, so the slots below this one are the entries up to it.
      return { kind: decision.kind, slot: decision.index };
    case "reconfigured":
    case "answered":
      return null;
  }
}

/** What clients ask and are told. */
export function sessionsOf<S, C, R>() {
  return {
    asked(request: Request<C>) {
      if (request.kind === "reconfigure") return null;
      const { client, sequence, command: operation } = request;
      return { client, sequence, operation };
    },
    answered: (decision: Decision<S, C, R>) => (decision.kind === "answered" ? decision : null),
  };
}
