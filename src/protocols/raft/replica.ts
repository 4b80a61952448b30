import {
  emptyArray,
  executeOnce,
  type Executed,
  type NodeId,
  type Service,
  type Sessions,
} from "../../core/index.ts";
import type { Entry, Position } from "./log.ts";

/** The state machine as the entries up to `lastApplied` have left it. Kept for later, it is a snapshot. */
export interface Replica<S, R> {
  /** What is committed is applied at once: this is the `commitIndex` as well. */
  readonly lastApplied: number;
  /** The term of the entry there. */
  readonly lastTerm: number;
  readonly service: S;
  /** Whoever restores the service without them executes again what clients ask for again (thesis, section 6.3). */
  readonly sessions: Sessions<R>;
  /** The last committed configuration. */
  readonly members: readonly NodeId[];
}

export function blank<S, C, R>({ initial }: Service<S, C, R>, members: readonly NodeId[]): Replica<S, R> {
  return { lastApplied: 0, lastTerm: 0, service: initial, sessions: emptyArray, members };
}

export function positionOf({ lastApplied, lastTerm }: Replica<unknown, unknown>): Position {
  return { index: lastApplied, term: lastTerm };
}

export interface Execution<S, C, R> {
  readonly replica: Replica<S, R>;
  readonly executed: readonly Executed<C, R>[];
}

/** A command may stand in the log twice: it is executed the first time only. */
export function execute<S, C, R>(
  replica: Replica<S, R>,
  { term, content }: Entry<C>,
  machine: Service<S, C, R>,
): Execution<S, C, R> {
  const next = { ...replica, lastApplied: replica.lastApplied + 1, lastTerm: term };
  switch (content.kind) {
    case "no-op":
      return { replica: next, executed: [] };
    case "configuration":
      return { replica: { ...next, members: content.members }, executed: [] };
    case "command": {
      const { executed, ...after } = executeOnce(replica, [content], machine);
      return { replica: { ...next, ...after }, executed };
    }
  }
}
