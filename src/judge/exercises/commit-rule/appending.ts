import type { Case, Finding } from "../../exercise.ts";
import { drawnUntil, occasions } from "../../occasions.ts";
import { expected } from "../../told.ts";
import { followed, inWords, isConflict, logText, type Following } from "./logs.ts";
import type { Appended, CommitRuleModule } from "./port.ts";
import { rightCommitRule as right } from "./right.ts";

type RaftCase = Case<CommitRuleModule>;

/** What a right follower answers; null if it refuses. */
function rightly({ follower, message }: Following): Appended | null {
  const answer = right.onAppendEntries(follower, message);
  return answer.success ? answer : null;
}

const drawn = (isWanted: (one: Following, answer: Appended | null) => boolean) =>
  drawnUntil((one) => isWanted(one, rightly(one)), followed);

/** One thing about answers to messages that are not to be refused. */
const accepted = (
  isWanted: (one: Following, answer: Appended) => boolean,
  look: (got: Appended, wanted: Appended, asked: string) => Finding | null,
): RaftCase["run"] =>
  occasions<CommitRuleModule, Following>(
    drawn((one, answer) => answer !== null && isWanted(one, answer)),
    12,
  )((module, one) => {
    const answer = module.onAppendEntries(one.follower, one.message);
    return answer.success
      ? look(answer, rightly(one)!, inWords(one))
      : { sentence: `${inWords(one)} It should not refuse.` };
  });

const log = (got: Appended, wanted: Appended, asked: string): Finding | null => {
  const [is, should] = [logText(got.log), logText(wanted.log)];
  return is === should ? null : { sentence: `${asked} Its log should become ${should}; it becomes ${is}.` };
};

const refusing = (isWanted: (one: Following) => boolean, because: string): RaftCase["run"] =>
  occasions<CommitRuleModule, Following>(drawn((one, answer) => answer === null && isWanted(one)))(
    (module, one) =>
      module.onAppendEntries(one.follower, one.message).success
        ? { sentence: `${inWords(one)} It should refuse: ${because}` }
        : null,
  );

const isLate = ({ follower, message }: Following): boolean => message.term < follower.currentTerm;

const refusesLate: RaftCase = {
  name: "refuses whoever’s term is over",
  points: 1,
  why: "A majority follows somebody else by now, and has been promised that nothing of the old term gets in any more.",
  run: refusing(isLate, "that leader’s term is over."),
};

const refusesGap: RaftCase = {
  name: "refuses what does not go on from its own log",
  points: 2,
  why: "If the logs agree on one entry they agree on all before it. That is all that makes it enough to look at one.",
  run: (module, random) =>
    refusing(
      (one) => !isLate(one) && one.message.prevLogIndex > one.follower.log.length,
      "its log does not reach as far.",
    )(module, random) ??
    refusing(
      (one) => !isLate(one) && one.message.prevLogIndex <= one.follower.log.length,
      "an entry of another term stands there.",
    )(module, random),
};

const goesOn: RaftCase = {
  name: "goes on where the logs agree, from the very beginning too, and for a leader of a later term",
  points: 1,
  why: "A follower that refuses without need never catches up.",
  run: (module, random) =>
    accepted(
      ({ follower, message }) =>
        message.entries.length > 0 &&
        follower.log.length === message.prevLogIndex &&
        message.term > follower.currentTerm,
      log,
    )(module, random) ??
    accepted(({ message }) => message.prevLogIndex === 0 && message.entries.length > 0, log)(module, random),
};

const replaces: RaftCase = {
  name: "drops what conflicts, and all that follows it",
  points: 2,
  why: "An entry of another term there is not the leader’s; what came after it cannot be either.",
  run: accepted((one) => isConflict(one), log),
};

const keeps: RaftCase = {
  name: "keeps what does not conflict: the message may be late",
  points: 2,
  why: "The leader may have counted what came after it already. An old message that drops it takes back a vote for a committed entry.",
  run: accepted(
    (one) =>
      !isConflict(one) && one.follower.log.length > one.message.prevLogIndex + one.message.entries.length,
    log,
  ),
};

const matches: RaftCase = {
  name: "vouches for as much as the message told, and no more",
  points: 2,
  why: "What its log has besides may be somebody else’s. The leader would count it, and commit what nobody has.",
  run: accepted(
    ({ message }, { log }) =>
      message.entries.length > 0 && log.length > message.prevLogIndex + message.entries.length,
    (got, wanted, asked) => expected(`${asked} matchIndex:`, got.matchIndex, wanted.matchIndex),
  ),
};

const commitIndex = (got: Appended, wanted: Appended, asked: string): Finding | null =>
  expected(`${asked} Its commit index:`, got.commitIndex, wanted.commitIndex);

const commitsKnown: RaftCase = {
  name: "commits what the leader has committed, as far as it knows its log to be the leader’s",
  points: 2,
  why: "The leader’s ninth entry is committed. This follower’s ninth need not be the same.",
  run: (module, random) =>
    accepted(
      ({ follower, message }, { matchIndex, log }) =>
        message.leaderCommit > matchIndex && log.length > matchIndex && matchIndex > follower.commitIndex,
      commitIndex,
    )(module, random) ??
    accepted(
      ({ follower, message }, { matchIndex }) =>
        message.leaderCommit < matchIndex && message.leaderCommit > follower.commitIndex,
      commitIndex,
    )(module, random),
};

const neverBack: RaftCase = {
  name: "takes no commit back for a late message",
  points: 1,
  why: "What has been applied cannot be taken back.",
  run: accepted(
    ({ follower, message }, { matchIndex }) =>
      Math.min(message.leaderCommit, matchIndex) < follower.commitIndex,
    commitIndex,
  ),
};

/** Figure 2 and section 5.3. */
export const appending: readonly RaftCase[] = [
  refusesLate,
  refusesGap,
  goesOn,
  replaces,
  keeps,
  matches,
  commitsKnown,
  neverBack,
];
