import { itemsFrom } from "../../core/index.ts";
import type { Content } from "./log.ts";
import type { Durable } from "./vocabulary.ts";

/**
 * What a server's disk says of its copy of the log, as figures show it: slots count from 0, where indices count from 1, and
 * what is called ballot elsewhere is a term, which needs no server's name to be unique.
 */
export function logOnDisk<S, C, R>({ log }: Pick<Durable<S, C, R>, "log">) {
  const entries = itemsFrom(log.entries).map(({ index, item: { term, content } }) => ({
    slot: index - 1,
    ballot: { round: term, node: 0 },
    ...contentIn(content),
  }));
  return { start: log.base.index, entries };
}

function contentIn<C>(content: Content<C>): { readonly commands: readonly C[]; readonly other?: string } {
  switch (content.kind) {
    case "no-op":
      return { commands: [] };
    case "command":
      return { commands: [content.command] };
    case "configuration":
      return { commands: [], other: `members ${content.members.join(", ")}` };
  }
}
