import type { NodeId, Observation, Vocabulary } from "../../core/index.ts";

/** How to see a protocol's replicated log: what a node says, by deciding this, of its copy; null if nothing. */
export type LogLens<V extends Vocabulary> = (decision: V["decision"]) => LogEvent | null;

export type LogEvent =
  | {
      readonly kind: "applied";
      /** Its place in the log, counted from 0. */
      readonly slot: number;
      /** All that copies must have in common about it: what was chosen and what came of it. */
      readonly entry: unknown;
      /** The commands that it made the service execute, in order. */
      readonly executed: readonly CommandName[];
    }
  /** The node has taken over a state in which all slots below this one are applied. */
  | { readonly kind: "restored"; readonly slot: number };

/** Which command of which client; a client numbers its commands upwards. */
export interface CommandName {
  readonly client: number;
  readonly sequence: number;
}

/** What the event says of a log, if it is a decision. */
export function seenIn<V extends Vocabulary>(lens: LogLens<V>, event: Observation<V>): LogEvent | null {
  return event.kind === "decide" ? lens(event.decision) : null;
}

/** Something seen at a node that must not be. */
export interface Flaw {
  readonly node: NodeId;
  readonly problem: string;
}

export const describeFlaw = (flaw: Flaw | null): string | null =>
  flaw === null ? null : `node ${flaw.node} ${flaw.problem}`;
