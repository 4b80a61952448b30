import type { Random } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import type { CommitRuleModule, LastEntry, RequestVote, Voter } from "./port.ts";

type RaftCase = Case<CommitRuleModule>;

interface Logs {
  readonly better: LastEntry;
  readonly worse: LastEntry;
}

/** The better log ends in a later term, and may be shorter; or in the same term, and is longer. */
function logs(random: Random): Logs {
  const term = random.integer(1, 12);
  const [length, other] = [random.integer(1, 20), random.integer(1, 20)];
  return random.chance(0.6)
    ? {
        better: { lastLogIndex: length, lastLogTerm: term + random.integer(1, 3) },
        worse: random.chance(0.2)
          ? { lastLogIndex: 0, lastLogTerm: 0 }
          : { lastLogIndex: random.chance(0.5) ? length + random.integer(1, 9) : other, lastLogTerm: term },
      }
    : {
        better: { lastLogIndex: length + random.integer(1, 5), lastLogTerm: term },
        worse: { lastLogIndex: length, lastLogTerm: term },
      };
}

const log = ({ lastLogIndex, lastLogTerm }: LastEntry): string =>
  lastLogIndex === 0 ? "an empty log" : `a log of ${lastLogIndex} that ends in term ${lastLogTerm}`;

const comparing = (
  isUpToDate: boolean,
  asked: (logs: Logs) => { readonly candidate: LastEntry; readonly voter: LastEntry },
): RaftCase["run"] =>
  occasions<CommitRuleModule, Logs>(
    logs,
    15,
  )((module, drawn) => {
    const { candidate, voter } = asked(drawn);
    return module.isUpToDate(candidate, voter) === isUpToDate
      ? null
      : {
          sentence: `A candidate has ${log(candidate)}, the voter ${log(voter)}: isUpToDate answers ${!isUpToDate}.`,
        };
  });

const goodEnough: RaftCase = {
  name: "takes a log for good enough that is better, or the same",
  points: 1,
  why: "A later last term wins, however short the log is; of equal terms the longer one. If no log were good enough nobody would ever lead.",
  run: (module, random) =>
    comparing(true, ({ better, worse }) => ({ candidate: better, voter: worse }))(module, random) ??
    comparing(true, ({ better }) => ({ candidate: better, voter: better }))(module, random) ??
    comparing(true, () => ({ candidate: empty, voter: empty }))(module, random),
};

const empty: LastEntry = { lastLogIndex: 0, lastLogTerm: 0 };

const notGoodEnough: RaftCase = {
  name: "takes no log for good enough that lacks something",
  points: 2,
  why: "The longer log may be of a leader that nobody followed. Whoever leads by it overwrites what was committed.",
  run: comparing(false, ({ better, worse }) => ({ candidate: worse, voter: better })),
};

interface Asking {
  readonly voter: Voter;
  readonly request: RequestVote;
  readonly because: string;
}

const onVotes = (
  isGranted: boolean,
  draw: (one: Omit<Asking, "because">, drawn: Logs, random: Random) => readonly Asking[],
): RaftCase["run"] =>
  occasions<CommitRuleModule, readonly Asking[]>((random) => {
    const drawn = logs(random);
    const currentTerm = drawn.better.lastLogTerm + random.integer(0, 3);
    // Server 0 among them: it is a server, and not nobody.
    const candidateId = random.integer(1, 4);
    const voter = { ...drawn.worse, currentTerm, votedFor: null };
    return draw({ voter, request: { ...drawn.better, term: currentTerm, candidateId } }, drawn, random);
  })((module, all) => {
    const wrong = all.find(({ voter, request }) => module.grantsVote(voter, request) !== isGranted);
    if (wrong === undefined) return null;
    const { voter, request, because } = wrong;
    const voted = voter.votedFor === null ? "nobody" : `server ${voter.votedFor}`;
    return {
      sentence: `In term ${voter.currentTerm} a voter with ${log(voter)} has voted for ${voted}; server ${request.candidateId} with ${log(request)} asks for its vote in term ${request.term}. It ${isGranted ? "should" : "should not"} get it: ${because}`,
    };
  });

const grants: RaftCase = {
  name: "votes for who comes first, again if asked again, and anew in a new term",
  points: 1,
  why: "The answer may have been lost. And whom it voted for in an old term binds nobody in a new one.",
  run: onVotes(true, ({ voter, request }, _, random) => [
    { voter, request, because: "nothing speaks against it." },
    {
      voter: { ...voter, votedFor: request.candidateId },
      request,
      because: "it has voted for this very candidate.",
    },
    {
      voter: { ...voter, votedFor: (request.candidateId + 1) % 5 },
      request: { ...request, term: request.term + random.integer(1, 3) },
      because: "it is another term.",
    },
  ]),
};

const oneVote: RaftCase = {
  name: "votes once a term, and in no term that is over",
  points: 2,
  why: "Two leaders of one term could have one majority each.",
  run: onVotes(false, ({ voter, request }, _, random) => [
    ...[0, request.candidateId + 1].map((votedFor) => ({
      voter: { ...voter, votedFor },
      request,
      because: `it has voted for server ${votedFor}.`,
    })),
    {
      voter: { ...voter, currentTerm: request.term + random.integer(1, 3) },
      request,
      because: "that term is over.",
    },
    {
      voter: { ...voter, currentTerm: request.term + 1, votedFor: request.candidateId },
      request,
      because: "it has voted for this candidate in a later term, and that of the request is over.",
    },
  ]),
};

const looksAtLog: RaftCase = {
  name: "votes for nobody whose log lacks something, whatever else speaks for it",
  points: 2,
  why: "A high term makes no good log, nor does an earlier vote. What is committed is safe because a majority has it and looks.",
  run: onVotes(false, ({ voter, request }, { better, worse }, random) => {
    const bad = { ...request, ...worse };
    const good = { ...voter, ...better };
    return [
      { voter: good, request: bad, because: "its log is worse." },
      {
        voter: good,
        request: { ...bad, term: request.term + random.integer(1, 3) },
        because: "a later term does not make up for the log.",
      },
      {
        voter: { ...good, votedFor: request.candidateId },
        request: bad,
        because: "its log is worse than the voter's is now.",
      },
    ];
  }),
};

/** Sections 5.2 and 5.4.1. */
export const voting: readonly RaftCase[] = [goodEnough, notGoodEnough, grants, oneVote, looksAtLog];
