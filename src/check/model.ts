import type { NodeId, Observation, Property, Protocol, Vocabulary } from "../core/index.ts";
import type { Symmetry } from "./symmetry.ts";
import type { FaultsLeft, SystemState } from "./state.ts";

/**
 * A protocol and everything that may happen to it: the question put to the model checker.
 *
 * The answer holds for *every* order of events that the model allows, and for nothing else. What no
 * model covers: `context.now` is always 0, so a protocol that looks at its clock is explored at one
 * moment only. Timers need no clock: a timer that runs may ring at any moment, which covers every span
 * that could have been drawn for it.
 */
export interface Model<V extends Vocabulary> {
  readonly protocol: Protocol<V>;
  /** How many nodes, or their names. All of them are up when the exploration begins. */
  readonly nodes: number | readonly string[];
  /** Each is submitted at most once, at any moment at which its node is up. */
  readonly requests?: readonly ClientRequest<V>[];
  /** By default in any order; `listed` keeps, at each node, the order in which they are listed. */
  readonly requestOrder?: "any" | "listed";
  /** What must hold after every step. Their memories are part of the state. */
  readonly properties?: readonly Property<V>[];
  /** What must be seen at least once, or the other properties were checked on nothing of interest. */
  readonly sometimes?: readonly Sometimes<V>[];
  /** What must have come about wherever a run comes to rest. */
  readonly eventually?: readonly Eventually<V>[];
  /** By default unordered, with neither loss nor duplication. */
  readonly network?: NetworkModel;
  /** `off`: no timer ever rings. By default `any moment`. */
  readonly timers?: "any moment" | "off";
  /** By default none. */
  readonly crashes?: CrashModel;
  /**
   * Nodes that only listen, as learners may: they send nothing, set no timer, are asked nothing and do not
   * crash. What they hear is then looked at last: once one of them has been told something, nothing but telling
   * them happens any more, and the other nodes are forgotten.
   *
   * Sound, because nobody notices what a listener does: in any run, all that listeners do can be moved
   * behind all that the others do, except for the order in which observers see it. So the properties must be
   * such that what breaks them still does if a listener decides later, or broke them when it decided. Agreement,
   * validity and "learned implies chosen" are. By default no node is taken for a listener.
   */
  readonly listeners?: readonly NodeId[];
  /**
   * Messages that can mean nothing to their receiver any more are left out of states, which are far fewer
   * then; nothing else changes (see engine/futures.ts). `kept` leaves them in.
   *
   * They are kept in any case where something might look at them: on a fifo network, with a property
   * that does not say what it {@link Property.watches}, or with a predicate over states.
   */
  readonly deadMessages?: "left out" | "kept";
  /** Nodes that may change places; by default none. Properties must not tell them apart. */
  readonly symmetry?: Symmetry;
  /** The part of an endless state space to look at. By default all of it. */
  readonly within?: Constraint<V>;
}

export interface ClientRequest<V extends Vocabulary> {
  readonly node: NodeId;
  readonly request: V["request"];
}

export type NetworkModel =
  /**
   * Messages overtake each other freely. `loss` is how many the network may lose, `duplication` how many it
   * may deliver once more; 0 by default, and `Infinity` will do.
   *
   * For what must *always* hold, loss need not be modelled: in each state reached, the lost message
   * could as well be still under way, and a run may end before it arrives. Loss matters to `eventually`.
   */
  | { readonly kind: "unordered"; readonly loss?: number; readonly duplication?: number }
  /** As before, but what one node sends to another arrives in the order in which it was sent. */
  | { readonly kind: "fifo"; readonly loss?: number; readonly duplication?: number }
  /**
   * Messages never leave the network and may be delivered any number of times: the message *set* of
   * Lamport's specifications, which covers any reordering, duplication and loss.
   */
  | { readonly kind: "set" };

export interface CrashModel {
  /** How many crashes a run may have, over all nodes. A crashed node may restart at any later moment. */
  readonly most: number;
  /** By default the disk survives; `may be lost` lets a node also come back without it. */
  readonly disk?: "kept" | "may be lost";
  /**
   * Where a crash may strike: also between any two effects of a step (the default), so that a message can
   * be out with its reason unwritten; or only between whole steps.
   */
  readonly strikes?: "within steps" | "between steps";
}

/**
 * Seen if an event of some run is of the kind in question, or if some reachable state is. An event is
 * much cheaper to look for.
 */
export type Sometimes<V extends Vocabulary> =
  | { readonly name: string; readonly event: (node: NodeId, event: Observation<V>) => boolean }
  | { readonly name: string; readonly state: (state: SystemState<V>) => boolean };

/**
 * Must hold in every state of rest: one in which no message, timer, request or restart can change
 * anything any more (a crash, a loss or a duplication may still be possible).
 *
 * Catches protocols that get stuck. Does not catch those that go on for ever without arriving, nor what
 * would have happened beyond the bounds; and it does not ask whether a run is fair.
 */
export interface Eventually<V extends Vocabulary> {
  readonly name: string;
  readonly holds: (state: SystemState<V>) => boolean;
}

/** A step whose outcome does not satisfy all of these is not taken; the report says how often that was. */
export interface Constraint<V extends Vocabulary> {
  /** For people: "ballots up to round 3". */
  readonly name: string;
  readonly state?: (state: V["state"], node: NodeId) => boolean;
  readonly message?: (message: V["message"], from: NodeId, to: NodeId) => boolean;
}

/** When to stop a search that has not finished by itself. Unlisted limits do not limit. */
export interface Limits {
  /** Do not look beyond states this deep; the initial state has depth 1. */
  readonly depth?: number;
  /** Stop at so many different states. */
  readonly states?: number;
  /** Stop when the search holds so many bytes. By default 2 GiB, well below what harms the machine. */
  readonly memory?: number;
  /** Asked every few thousand states; a deadline, or a person who has seen enough. */
  readonly shouldStop?: () => boolean;
}

export function namesOf<V extends Vocabulary>({ nodes }: Model<V>): readonly string[] {
  return typeof nodes === "number" ? Array.from({ length: nodes }, (_, node) => `node ${node}`) : nodes;
}

/** The faults that a run of the model may have, from its beginning. */
export function faultsOf<V extends Vocabulary>({ network, crashes }: Model<V>): FaultsLeft {
  const { loss = 0, duplication = 0 } = network === undefined || network.kind === "set" ? {} : network;
  return { crashes: crashes?.most ?? 0, loss, duplication };
}
