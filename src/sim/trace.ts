import type { Duration, NodeId, Time, Vocabulary } from "../core/index.ts";

/**
 * Everything that happened in one simulated run, as plain data in the order it happened.
 *
 * Space-time diagrams, metrics, replays and JSON lines are all made from it.
 */
export interface Trace<V extends Vocabulary = Vocabulary> {
  /** The protocol's name. */
  readonly protocol: string;
  /** The seed that, with the same set-up, gives this trace again; null if it plays a script. */
  readonly seed: number | null;
  /** What people call the nodes; `names[node]`. */
  readonly names: readonly string[];
  readonly events: readonly TraceEvent<V>[];
}

/**
 * One line of a trace.
 *
 * An input of a node (`start`, `deliver`, `timer`, `request`) is followed at once by what the node did
 * about it (`persist`, `send`, `set-timer`, `cancel-timer`, `decide`), at the same moment: the one when its work is done. A message sent has a
 * number of its own (`message id`), carried by its `send`, its `drop` and each of its `deliver` events:
 * a duplicated message is delivered twice under one id.
 */
export type TraceEvent<V extends Vocabulary = Vocabulary> = InputEvent<V> | EffectEvent<V> | FaultEvent<V>;

interface At {
  /** When, in virtual time. */
  readonly at: Time;
}

interface AtNode extends At {
  /** Where: the node that takes the step or suffers the fault. */
  readonly node: NodeId;
}

/** How a node that takes time over its work came to an input. It had reached the node at `at − work − waited`. */
export interface Served {
  /** How long the node was busy with it, until `at`. */
  readonly work: Duration;
  /** How long it stood in line before, or the node stood still. */
  readonly waited: Duration;
}

/** Something that a node reacts to. With a work model in the set-up, all but a `start` say how they were served. */
export type InputEvent<V extends Vocabulary = Vocabulary> =
  | (AtNode & { readonly kind: "start"; readonly persisted: V["persisted"] | null })
  | (AtNode &
      Partial<Served> & {
        readonly kind: "deliver";
        readonly id: number;
        readonly from: NodeId;
        readonly message: V["message"];
      })
  | (AtNode & Partial<Served> & { readonly kind: "timer"; readonly timer: V["timer"] })
  | (AtNode & Partial<Served> & { readonly kind: "request"; readonly request: V["request"] });

/** Something that a node does. */
export type EffectEvent<V extends Vocabulary = Vocabulary> =
  | (AtNode & { readonly kind: "persist"; readonly value: V["persisted"] })
  | (AtNode & {
      readonly kind: "send";
      readonly id: number;
      readonly to: NodeId;
      readonly message: V["message"];
    })
  | (AtNode & { readonly kind: "set-timer"; readonly timer: V["timer"]; readonly after: Duration })
  | (AtNode & { readonly kind: "cancel-timer"; readonly timer: V["timer"] })
  | (AtNode & { readonly kind: "decide"; readonly decision: V["decision"] });

/** Something that the world does to nodes and network. */
export type FaultEvent<V extends Vocabulary = Vocabulary> =
  | (AtNode & { readonly kind: "crash" })
  | (AtNode & { readonly kind: "pause" })
  | (AtNode & { readonly kind: "resume" })
  /** A message that never arrives. `node` is the sender; `at` is when its fate was sealed. */
  | (AtNode & {
      readonly kind: "drop";
      readonly id: number;
      readonly to: NodeId;
      readonly message: V["message"];
      readonly why: DropReason;
    })
  /** Nodes of different groups can no longer reach each other; nodes in no group are not affected. */
  | (At & {
      readonly kind: "partition";
      readonly label: string;
      readonly groups: readonly (readonly NodeId[])[];
    })
  /** Messages from one side to the other no longer arrive; the other direction still works. */
  | (At & {
      readonly kind: "cut";
      readonly label: string;
      readonly from: readonly NodeId[];
      readonly to: readonly NodeId[];
    })
  /** The partition or cut of that label ends. */
  | (At & { readonly kind: "heal"; readonly label: string });

export type DropReason =
  /** The network lost it. */
  | "loss"
  /** A partition or cut lay in its way. */
  | "partition"
  /** The receiver was down when it came. */
  | "crashed";

/** One event a line, as JSON, after a first line that says whose trace it is. */
export function formatTrace(trace: Trace): string {
  const { events, ...heading } = trace;
  return [heading, ...events].map((line) => JSON.stringify(line)).join("\n") + "\n";
}
