import type { Ballot, ClientCommand } from "../../core/index.ts";
import type { Membership } from "./membership/index.ts";

/** A place in the log, from 0. (Lamport's "instance".) */
export type Slot = number;

/** What the log holds in a slot. */
export type Value<C> =
  /** Fills a gap that a leader left behind (*Paxos Made Simple*, section 3). */
  | { readonly kind: "no-op" }
  | { readonly kind: "commands"; readonly commands: readonly ClientCommand<C>[] }
  | Reconfigure;

/**
 * "Let these be the members, as configuration `number`." What an administrator asks of any node, what that asks of the
 * leader, and what then stands in the log.
 *
 * It counts only as the next one after configuration `number - 1` (the initial one is 0), so that it can be asked for
 * again, and be chosen twice, and come true once.
 */
export interface Reconfigure {
  readonly kind: "reconfigure";
  readonly number: number;
  readonly membership: Membership;
}

/** "Let `value` stand in this slot", as proposed at `ballot`. */
export interface Proposal<C> {
  readonly ballot: Ballot;
  readonly value: Value<C>;
}

export interface SlotProposal<C> extends Proposal<C> {
  readonly slot: Slot;
}

export const noOp: Value<never> = { kind: "no-op" };
