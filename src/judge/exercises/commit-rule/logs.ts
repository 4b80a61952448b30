import type { Random } from "../../../core/index.ts";
import type { AppendEntries, Entry, Follower } from "./port.ts";

/** A follower, and a message from a leader whose log is like its own up to some index. */
export interface Following {
  readonly follower: Follower;
  readonly message: AppendEntries;
}

/** One leader puts one entry at one index: term and index say which command it is (Log Matching). */
const entry = (term: number, index: number): Entry => ({ term, command: `${"abcdefgh"[term % 8]}${index}` });

/**
 * The leader's entries are of even terms. What the follower has besides is of odd ones, from leaders that are gone; or it is
 * the leader's, and the message is late.
 */
export function followed(random: Random): Following {
  const leader: Entry[] = [];
  const length = random.integer(2, 7);
  for (let term = 2; leader.length < length; term += random.pick([0, 0, 2])) {
    leader.push(entry(term, leader.length + 1));
  }
  const shared = random.integer(0, length);
  const odd = (leader[shared - 1]?.term ?? 0) + 1;
  const besides = random.chance(0.6) ? random.integer(1, 4) : 0;
  const log = [
    ...leader.slice(0, shared),
    ...Array.from({ length: besides }, (_, nth) => entry(odd + (nth > 1 ? 2 : 0), shared + 1 + nth)),
  ];
  const newest = Math.max(leader.at(-1)!.term, odd + 2);
  const currentTerm = newest + random.integer(0, 2);
  const prevLogIndex = random.pick([0, Math.max(0, shared - 1), shared, random.integer(0, length)]);
  const most = random.integer(0, length - prevLogIndex);
  return {
    follower: { currentTerm, commitIndex: random.integer(0, shared), log },
    message: {
      term: currentTerm + random.pick([-1, 0, 0, 0, 1, 2]),
      prevLogIndex,
      prevLogTerm: leader[prevLogIndex - 1]?.term ?? 0,
      entries: leader.slice(prevLogIndex, prevLogIndex + most),
      leaderCommit: random.integer(0, length),
    },
  };
}

/** Whether another entry stands where the message has one. */
export const isConflict = ({ follower: { log }, message: { entries, prevLogIndex } }: Following): boolean =>
  entries.some(({ term }, nth) => (log[prevLogIndex + nth]?.term ?? term) !== term);

/** `a1:2` is the command a1, of term 2. */
export const logText = (log: readonly Entry[]): string =>
  log.length === 0 ? "empty" : log.map(({ term, command }) => `${command}:${term}`).join(" ");

export function inWords({ follower, message }: Following): string {
  const { term, prevLogIndex, prevLogTerm, entries, leaderCommit } = message;
  return (
    `A follower of term ${follower.currentTerm} with the log ${logText(follower.log)}, committed up to ${follower.commitIndex}, ` +
    `hears from a leader of term ${term}: after index ${prevLogIndex} of term ${prevLogTerm} comes ${entries.length === 0 ? "nothing new" : logText(entries)}, committed up to ${leaderCommit}.`
  );
}
