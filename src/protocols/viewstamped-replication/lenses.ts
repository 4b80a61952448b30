import type { Execute } from "../../core/index.ts";
import type { Decision } from "./messages.ts";

/** What a replica says of its log, in the terms of the properties of replicated logs, whose slots begin with 0. */
export function logEventIn<S, C, R>(decision: Decision<S, C, R>) {
  switch (decision.kind) {
    case "executed": {
      const { opNumber, operation, executed } = decision;
      return { kind: "applied" as const, slot: opNumber - 1, executed, entry: { operation, executed } };
    }
    case "restored":
      return { kind: "restored" as const, slot: decision.opNumber };
    case "answered":
      return null;
  }
}

/** What clients ask and are told. */
export function sessionsOf<S, C, R>() {
  return {
    asked({ client, sequence, command: operation }: Execute<C>) {
      return { client, sequence, operation };
    },
    answered: (decision: Decision<S, C, R>) => (decision.kind === "answered" ? decision : null),
  };
}
