import type { Ballot, QuorumSystem, Time, Vocabulary } from "../../core/index.ts";
import type { LogLens } from "../../properties/index.ts";
import type { LogSpeech } from "./speech.ts";

/** How to see a protocol's log in a trace of it. */
export interface LogSight<V extends Vocabulary, Command> {
  /** What a node's disk says of the log. */
  readonly disk: (persisted: V["persisted"]) => LogOnDisk<Command>;
  /** What a node says of it by deciding. */
  readonly event: LogLens<V>;
}

export interface LogOnDisk<Command> {
  /** The slots below have been cut off: a snapshot stands for them. */
  readonly start: number;
  readonly entries: readonly LogEntry<Command>[];
}

export interface LogEntry<Command> {
  readonly slot: number;
  readonly ballot: Ballot;
  readonly commands: readonly Command[];
  /** What it is, if it is neither commands nor (with none of them) a no-op: "members 2". */
  readonly other?: string;
}

export interface LogOptions<V extends Vocabulary, Command> {
  readonly see: LogSight<V, Command>;
  /** What the figure shows; by default the protocol and its seed. */
  readonly title?: string;
  /** A line below the title. */
  readonly subtitle?: string;
  /** The moments to show, one below the other. By default the end of the trace. */
  readonly at?: readonly Moment[];
  /** A few words for a command, to stand in a cell. By default the data themselves. */
  readonly words?: (command: Command) => string;
  /** How the protocol speaks of its log. By default as Paxos does. */
  readonly speech?: LogSpeech;
  /** With it, a last row tells what is chosen, which perhaps no node knows. */
  readonly quorums?: QuorumSystem;
  /** The first and the last slot that are drawn. By default the last 24 there are. */
  readonly from?: number;
  readonly to?: number;
  /** In pixels; narrower pages shrink the drawing. By default 960. */
  readonly width?: number;
}

export interface Moment {
  readonly at: Time;
  /** What is special about it. */
  readonly words?: string;
}
