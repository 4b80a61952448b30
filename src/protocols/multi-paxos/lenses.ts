import type { Decision, Request } from "./messages.ts";

/** What a node says of its copy of the log, in the terms of the properties of replicated logs. */
export function logEventIn<S, C, R>(decision: Decision<S, C, R>) {
  switch (decision.kind) {
    case "applied": {
      const { kind, slot, value, executed } = decision;
      return { kind, slot, executed, entry: { value, executed } };
    }
    case "restored":
      return { kind: decision.kind, slot: decision.slot };
    case "reconfigured":
    case "answered":
    case "read":
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
    answered: (decision: Decision<S, C, R>) =>
      decision.kind === "answered" || decision.kind === "read" ? decision : null,
  };
}
