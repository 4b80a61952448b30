import type { Ballot } from "../../core/index.ts";
import type { Message } from "./messages.ts";

/** What a node votes for by sending this message: an `accepted` is a vote, nothing else is. */
export function voteIn<V>(message: Message<V>): { readonly ballot: Ballot; readonly value: V } | null {
  return message.kind === "accepted" ? { ballot: message.ballot, value: message.value } : null;
}

/** The ballot below which a node will accept nothing more, once it has sent this message; or null. */
export function promiseIn<V>(message: Message<V>): Ballot | null {
  return message.kind === "promise" ? message.ballot : null;
}
