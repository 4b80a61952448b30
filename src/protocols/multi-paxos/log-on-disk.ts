import { itemsFrom } from "../../core/index.ts";
import { commandsIn } from "./replica.ts";
import type { Durable } from "./vocabulary.ts";

/** What a node's disk says of its copy of the log, as figures show it. */
export function logOnDisk<S, C, R>({ log, logStart: start }: Pick<Durable<S, C, R>, "log" | "logStart">) {
  const entries = itemsFrom(log, start).map(({ index: slot, item: { ballot, value } }) => {
    const other = value.kind === "reconfigure" ? { other: `members ${value.number}` } : {};
    return { slot, ballot, commands: commandsIn(value).map(({ command }) => command), ...other };
  });
  return { start, entries };
}
