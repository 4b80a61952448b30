/**
 * Part of a state space, as the explorer view carries it into a page: everything once, and numbers that refer to
 * it. Needs neither kernel nor network to be walked through.
 */
export interface ExplorerData {
  readonly title: string;
  /** What people call the nodes. */
  readonly names: readonly string[];
  /** All different conditions that a node is in somewhere. */
  readonly views: readonly NodeCondition[];
  /** All different messages, in words. */
  readonly letters: readonly Letter[];
  /** All different events, in words. */
  readonly sentences: readonly string[];
  readonly states: readonly ExplorerState[];
  /** The run to begin with: which of the events of each state is taken, from state 0 on. */
  readonly run: readonly number[];
}

export interface NodeCondition {
  readonly isUp: boolean;
  readonly state: unknown;
  readonly disk: unknown;
  readonly timers: readonly string[];
}

export interface Letter {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface ExplorerState {
  /** For each node, its place in `views`. */
  readonly nodes: readonly number[];
  /** Places in `letters`, one for each message on its way. */
  readonly inFlight: readonly number[];
  /** What may happen next; null if the page does not know, because what it carries ends here. */
  readonly events: readonly ExplorerEvent[] | null;
  /** The property that the step into this state breaks, in a sentence; null if it breaks none. */
  readonly broken: string | null;
}

export interface ExplorerEvent {
  /** Its place in `sentences`. */
  readonly sentence: number;
  /** Whether a machine or the network fails, so that the view can set it apart. */
  readonly isFault: boolean;
  /** The state it leads to. */
  readonly to: number;
}
