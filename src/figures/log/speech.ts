import { formatBallot, type Ballot } from "../../core/index.ts";

/** How a protocol speaks of its log. */
export interface LogSpeech {
  /** What a column is, and several are. */
  readonly place: string;
  readonly places: string;
  /** The number of the first one, which is slot 0 in the data. */
  readonly first: 0 | 1;
  /** The numbered attempt at which an entry came about, short enough for a cell. */
  readonly number: (ballot: Ballot) => string;
  /** The same for the legend, with the name of whoever made the attempt. */
  readonly attempt: (ballot: Ballot, by: string) => string;
  /** An entry that is there, and one that is settled. */
  readonly kept: string;
  readonly settled: string;
}

export const paxosSpeech: LogSpeech = {
  place: "slot",
  places: "slots",
  first: 0,
  number: formatBallot,
  attempt: (ballot, by) => `ballot ${formatBallot(ballot)} (${by})`,
  kept: "accepted",
  settled: "known to be chosen, applied",
};

/** In Raft a term has one leader, and its number says it all. */
export const raftSpeech: LogSpeech = {
  place: "index",
  places: "indices",
  first: 1,
  number: ({ round }) => `${round}`,
  attempt: ({ round }) => `term ${round}`,
  kept: "in the log",
  settled: "known to be committed, applied",
};
