/** Severity as pino numbers it, so that `pino-pretty` shows it by name and `jq 'select(.level >= 40)'` finds it. */
export const levels = { debug: 20, info: 30, warn: 40, error: 50 } as const;

export type Level = keyof typeof levels;

/** One line of a log. `level`, `time`, `name` and `msg` are the fields that every reader of pino's logs knows. */
export interface LogRecord {
  readonly level: (typeof levels)[Level];
  /** Virtual time in milliseconds since the run began. */
  readonly time: number;
  /** What people call the node; `network` for what no node does. */
  readonly name: string;
  /** Its number; not there for the network. */
  readonly node?: number;
  /** What happened, in a word or two that never change: to search for. */
  readonly event: string;
  /** What it is about, as the event has it. Ballots are text: `2.1` is round 2 of node 1. */
  readonly ballot?: string;
  readonly slot?: number;
  readonly phase?: 1 | 2;
  /** Progress towards a quorum: how many votes there are, and of how many in all one could be complete. */
  readonly got?: number;
  readonly needs?: number;
  readonly session?: number;
  readonly sequence?: number;
  readonly from?: number;
  readonly rule?: string;
  /** In milliseconds. */
  readonly took?: number;
  /** The same in one sentence, for people. */
  readonly msg: string;
}

/** What a record says besides when and where. */
export type Entry = Omit<LogRecord, "level" | "time" | "name" | "node"> & { readonly severity: Level };
