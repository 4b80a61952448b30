import { type NodeSet, type SparseArray, type Time, type ClientCommand } from "../../../core/index.ts";
import type { Slot } from "../values.ts";

/**
 * A client asks a node for something that changes nothing. It numbers its reads with its commands, in one sequence, and
 * may ask again, at any node, until it is answered.
 *
 * What would change something after all is executed like any command, and so is a read `by: "log"`.
 */
export interface Read<C> extends ClientCommand<C> {
  readonly kind: "read";
  readonly by: "log" | ReadPath;
}

/** How a read does without a slot of its own in the log. */
export type ReadPath =
  /** The leader answers at once, for as long as it is sure that there is no other. Rests on clocks. */
  | "lease"
  /** Any node answers, once it has asked a quorum how far the log may reach. Rests on no clock. */
  | "quorum";

/** Which read, of which client. It names one call, so an answer that comes late or twice is still one to that call. */
interface ReadName {
  readonly client: number;
  readonly sequence: number;
  readonly by: ReadPath;
}

/** "Which slots must I have applied to answer this?" To the leader, or to everyone. */
export interface ReadQuestion extends ReadName {
  readonly kind: "read";
}

/** "All below `slot`." From a leader with a lease; or from an acceptor, which has accepted nothing above. */
export interface ReadSlot extends ReadName {
  readonly kind: "read-slot";
  readonly slot: Slot;
}

/** The answer to a client whose read went past the log. */
export interface ReadDone<R> extends ReadName {
  readonly kind: "read";
  /** It comes from a copy that has applied all slots before this one. */
  readonly slot: Slot;
  readonly result: R;
}

/** A read that this node has been asked for and has not answered. */
export interface PendingRead<C> extends ClientCommand<C> {
  readonly by: ReadPath;
  /** Who has said how far the log may reach, and what comes of it: it has to apply all slots below. */
  readonly told: NodeSet;
  readonly upTo: Slot;
}

/** What a leader knows of the loyalty of others, in the time of its own clock. */
export interface Lease {
  /** Once it has applied all slots below, its copy is up to date: so far reach those that its election brought to light. */
  readonly servesFrom: Slot;
  /** By node, from when on it is loyal: when the last heartbeat that it answered was sent. */
  readonly loyalSince: SparseArray<Time>;
  /** The lease holds before this moment; 0 when there has been none. */
  readonly until: Time;
}
