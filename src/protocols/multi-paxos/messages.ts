import type { Ballot, ClientCommand, Execute, Executed, Time } from "../../core/index.ts";
import type { Tenure } from "./membership/index.ts";
import type { Read, ReadDone, ReadQuestion, ReadSlot } from "./reads/vocabulary.ts";
import type { Replica } from "./replica.ts";
import type { Reconfigure, Slot, SlotProposal, Value } from "./values.ts";

/** What nodes say to each other in Multi-Paxos (*Paxos Made Simple*, section 3). */
export type Message<S, C, R> =
  | Prepare
  | Promise<S, C, R>
  | Accept<C>
  | Accepted
  | Nack
  | Chosen
  | Heartbeat
  | Alive
  | Missing
  | CatchUp<C>
  | SnapshotTransfer<S, R>
  | Forward<C>
  | Reconfigure
  | ReadQuestion
  | ReadSlot;

/** Phase 1a, once for all slots: "May I lead `ballot`? What have you accepted in slot `from` and above?" */
export interface Prepare {
  readonly kind: "prepare";
  readonly ballot: Ballot;
  /** The first slot of which the candidate does not know what was chosen. */
  readonly from: Slot;
}

/** Phase 1b: "In no slot will I take part in anything below `ballot`; this is what I have accepted." */
export interface Promise<S, C, R> {
  readonly kind: "promise";
  readonly ballot: Ballot;
  /** Below this slot, what it reports is not only accepted: it is chosen. */
  readonly chosenBelow: Slot;
  readonly accepted: readonly SlotProposal<C>[];
  /** The state after the first slots, if its log no longer reaches back to where the prepare asked from. */
  readonly snapshot: Replica<S, R> | null;
}

/** Phase 2a: "Accept this value in this slot." */
export interface Accept<C> extends SlotProposal<C> {
  readonly kind: "accept";
  /** As in {@link Chosen}; in a busy system that message is never needed. */
  readonly chosenBelow: Slot;
}

/** Phase 2b, to the leader, who is the distinguished learner (section 2.3). */
export interface Accepted {
  readonly kind: "accepted";
  readonly ballot: Ballot;
  readonly slot: Slot;
}

/** "No: I have promised a higher ballot." Answers a prepare, an accept and a heartbeat. */
export interface Nack {
  readonly kind: "nack";
  readonly ballot: Ballot;
  readonly promised: Ballot;
}

/**
 * "In all slots below `chosenBelow`, something is chosen." Whoever accepted a proposal of this very ballot there
 * knows what, for a ballot has one value a slot.
 */
export interface Chosen {
  readonly kind: "chosen";
  readonly ballot: Ballot;
  readonly chosenBelow: Slot;
}

/** "I lead, and I live." */
export interface Heartbeat {
  readonly kind: "heartbeat";
  readonly ballot: Ballot;
  readonly chosenBelow: Slot;
  /** By the leader's clock; null where there are no leases. */
  readonly sentAt: Time | null;
}

/** Answers a heartbeat, so that a leader whom nobody answers finds out. */
export interface Alive {
  readonly kind: "alive";
  readonly ballot: Ballot;
  /** As the heartbeat said. */
  readonly sentAt: Time | null;
}

/** "What is chosen in slot `from` and after it?" */
export interface Missing {
  readonly kind: "missing";
  readonly from: Slot;
}

/** Some of what a {@link Missing} asked for, in order. */
export interface CatchUp<C> {
  readonly kind: "catch-up";
  readonly chosen: readonly SlotProposal<C>[];
  /** How far its sender could have gone on. */
  readonly chosenBelow: Slot;
}

/** Answers a {@link Missing} for slots that its sender has dropped from its log. */
export interface SnapshotTransfer<S, R> {
  readonly kind: "snapshot";
  readonly replica: Replica<S, R>;
}

/** What clients asked of another node, for the leader to propose. */
export interface Forward<C> {
  readonly kind: "forward";
  readonly commands: readonly ClientCommand<C>[];
}

/** What a node announces. */
export type Decision<S, C, R> =
  /** It has applied what was chosen in this slot, after all slots before. */
  | {
      readonly kind: "applied";
      readonly slot: Slot;
      readonly value: Value<C>;
      /** The commands of the slot that were executed: none that had been executed before. */
      readonly executed: readonly Executed<C, R>[];
    }
  /** It has taken over a state in which all slots before this one are applied, from its disk or another node. */
  | { readonly kind: "restored"; readonly slot: Slot; readonly state: S }
  /** It has applied a reconfiguration, and knows who will be in charge from slot `from` on. */
  | ({ readonly kind: "reconfigured" } & Tenure)
  /** The answer to a client that asked this node. */
  | {
      readonly kind: "answered";
      readonly client: number;
      readonly sequence: number;
      readonly result: R;
    }
  | ReadDone<R>;

/** What a client asks of a node, be it the leader or not. */
export type Request<C> = Execute<C> | Read<C> | Reconfigure;
