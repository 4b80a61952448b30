import type { NodeId, Vocabulary } from "../core/index.ts";
import type { ClientRequest } from "./model.ts";

/** Everything that the future of a run depends on, as plain data. */
export interface SystemState<V extends Vocabulary> {
  readonly nodes: readonly NodeView<V>[];
  /**
   * Sorted by their data; on a fifo network, by sender and receiver and then in the order sent.
   * Several equal messages are listed several times.
   */
  readonly inFlight: readonly Envelope<V>[];
  /** In the order of the model. */
  readonly requestsLeft: readonly ClientRequest<V>[];
  /** How many faults of each kind may still happen. */
  readonly faultsLeft: FaultsLeft;
  /** What each property of the model remembers, in the order of the model. */
  readonly memories: readonly unknown[];
}

export interface NodeView<V extends Vocabulary> {
  readonly isUp: boolean;
  /** Null while it is down. */
  readonly state: V["state"] | null;
  /** What it has persisted; null if nothing. */
  readonly disk: V["persisted"] | null;
  /** The timers that run, sorted by name. */
  readonly timers: readonly V["timer"][];
}

export interface Envelope<V extends Vocabulary> {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: V["message"];
}

export interface FaultsLeft {
  readonly crashes: number;
  readonly loss: number;
  readonly duplication: number;
}
