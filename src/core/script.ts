import type { NodeId } from "./node-id.ts";
import type { Vocabulary } from "./protocol.ts";

/**
 * One thing that happens to a distributed system, named by what it is and not by when: with nothing
 * left to chance, a list of them is a run. The model checker writes such lists (its counterexamples),
 * and the simulator plays them.
 *
 * All nodes have started, in the order of their ids, before the first action.
 */
export type ScriptAction<V extends Vocabulary> =
  | (InFlight<V> & Interruptible & { readonly kind: "deliver" })
  /** The message is delivered, and a copy of it stays in flight. */
  | (InFlight<V> & Interruptible & { readonly kind: "duplicate" })
  | (InFlight<V> & { readonly kind: "drop" })
  | (Interruptible & { readonly kind: "timer"; readonly node: NodeId; readonly timer: V["timer"] })
  | (Interruptible & { readonly kind: "request"; readonly node: NodeId; readonly request: V["request"] })
  | { readonly kind: "crash"; readonly node: NodeId }
  | (Interruptible & {
      readonly kind: "restart";
      readonly node: NodeId;
      /** Whether it finds its disk as it left it, or empty. */
      readonly disk: "kept" | "lost";
    });

export type Script<V extends Vocabulary> = readonly ScriptAction<V>[];

/** A message on its way. Which of several equal ones is meant makes no difference, unless links keep order. */
interface InFlight<V extends Vocabulary> {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: V["message"];
}

interface Interruptible {
  /** The node crashes in the middle of this step: it does so many of its effects, and no more. */
  readonly crashAfter?: number;
}
