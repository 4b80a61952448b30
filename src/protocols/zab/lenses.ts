import { itemsFrom, type Execute } from "../../core/index.ts";
import type { Decision } from "./messages.ts";
import type { Durable } from "./vocabulary.ts";

/** What a process says of its history, in the terms of the properties of replicated logs: places are slots. */
export function logEventIn<S, C, R>(decision: Decision<S, C, R>) {
  switch (decision.kind) {
    case "delivered": {
      const { place: slot, transaction, executed } = decision;
      return { kind: "applied" as const, slot, executed, entry: { transaction, executed } };
    }
    case "restored":
      return { kind: decision.kind, slot: decision.delivered };
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

/** What a process's disk says of its history, as figures show it: a zxid stands where they have a ballot. */
export function historyOnDisk<S, C, R>({ log, logStart: start }: Pick<Durable<S, C, R>, "log" | "logStart">) {
  const entries = itemsFrom(log, start).map(({ index: slot, item: { zxid, command } }) => ({
    slot,
    ballot: { round: zxid.epoch, node: zxid.counter },
    commands: [command.command],
  }));
  return { start, entries };
}
