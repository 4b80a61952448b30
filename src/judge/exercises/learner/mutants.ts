import { isAbove, sameBallot, type QuorumSystem } from "../../../core/index.ts";
import { learnerRole, type LearnerRole, type LearnerState } from "../../../protocols/single-decree/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { LearnerModule } from "./port.ts";

type Role = LearnerRole<string>;
type State = LearnerState<string>;

const right: Role = learnerRole<string>();

const candidate = (name: string, changed: Partial<Role>): Candidate<LearnerModule> => ({
  name,
  module: { learnerRole: () => ({ ...right, ...changed }) },
});

const asking = (isEnough: (members: readonly number[], quorums: QuorumSystem) => boolean): Partial<Role> => ({
  onAccepted: (state, from, message, quorums) =>
    right.onAccepted(state, from, message, {
      ...quorums,
      isPhase2Quorum: (members) => isEnough(members, quorums),
    }),
});

/** Looks only at votes that it thinks worth keeping. */
const keeping = (
  keeps: (state: State, vote: State["votes"][number], ballot: { round: number; node: number }) => boolean,
): Partial<Role> => ({
  onAccepted: (state, from, message, quorums) =>
    right.onAccepted(
      { ...state, votes: state.votes.filter((vote) => keeps(state, vote, message.ballot)) },
      from,
      message,
      quorums,
    ),
});

const nowhere = { round: 0, node: 0 };

/** Wrong ideas about learners, the most common ones first. */
export const learnerMutants: readonly Candidate<LearnerModule>[] = [
  candidate("is the stub, as it was handed out: it believes the first acceptance", {
    onAccepted: ({ votes }, _, { ballot, value }) => ({ votes, learned: { ballot, value } }),
  }),
  candidate("counts letters, not acceptors", {
    onAccepted(state, from, message, quorums) {
      const before = state.votes.find(({ ballot }) => sameBallot(ballot, message.ballot));
      const known = before?.acceptors ?? [];
      const absent = quorums.acceptors.find((node) => !known.includes(node));
      return right.onAccepted(state, known.includes(from) ? (absent ?? from) : from, message, quorums);
    },
  }),
  candidate("adds up acceptances of one plan at different ballots", {
    onAccepted(state, from, message, quorums) {
      const next = right.onAccepted(state, from, { ...message, ballot: nowhere }, quorums);
      return next.learned === null || state.learned !== null
        ? next
        : { ...next, learned: { ...next.learned, ballot: message.ballot } };
    },
  }),
  candidate("adds up all acceptances, whatever was accepted", {
    onAccepted(state, from, message, quorums) {
      const next = right.onAccepted(state, from, { ...message, ballot: nowhere, value: "" }, quorums);
      const { ballot, value } = message;
      return next.learned === null || state.learned !== null ? next : { ...next, learned: { ballot, value } };
    },
  }),
  candidate(
    "counts a majority, whatever the quorums are",
    asking((members, { acceptors }) => 2 * members.length > acceptors.length),
  ),
  candidate(
    "asks for a phase-1 quorum",
    asking((members, quorums) => quorums.isPhase1Quorum(members)),
  ),
  candidate(
    "is content with one acceptor too few",
    asking((members, quorums) =>
      quorums.acceptors.some(
        (node) => quorums.isPhase2Quorum([...members, node].sort((a, b) => a - b)) && !members.includes(node),
      ),
    ),
  ),
  candidate(
    "waits for all acceptors",
    asking((members, { acceptors }) => members.length === acceptors.length),
  ),
  candidate(
    "forgets the votes of lower ballots when it hears of a higher one",
    keeping((_, vote, ballot) => !isAbove(ballot, vote.ballot)),
  ),
  candidate(
    "forgets the votes of every other ballot",
    keeping((_, vote, ballot) => sameBallot(ballot, vote.ballot)),
  ),
  candidate("does not listen to ballots below the highest it has heard of", {
    onAccepted: (state, from, message, quorums) =>
      state.votes.some(({ ballot }) => isAbove(ballot, message.ballot))
        ? state
        : right.onAccepted(state, from, message, quorums),
  }),
  candidate("takes votes of one round for votes of one ballot", {
    onAccepted(state, from, message, quorums) {
      const before = state.votes.find(({ ballot }) => ballot.round === message.ballot.round);
      return before === undefined
        ? right.onAccepted(state, from, message, quorums)
        : right.onAccepted(state, from, { ...message, ballot: before.ballot, value: before.value }, quorums);
    },
  }),
  candidate("keeps the votes of two other ballots at most", {
    onAccepted: (state, from, message, quorums) => {
      const others = state.votes.filter(({ ballot }) => !sameBallot(ballot, message.ballot)).slice(-2);
      const same = state.votes.filter(({ ballot }) => sameBallot(ballot, message.ballot));
      return right.onAccepted({ ...state, votes: [...others, ...same] }, from, message, quorums);
    },
  }),
  candidate("keeps votes under round and node in one text: 1 and 11 are 11 and 1", {
    onAccepted: (state, from, message, quorums) => {
      const text = ({ round, node }: typeof message.ballot): string => `${round}${node}`;
      const alike = state.votes.find(({ ballot }) => text(ballot) === text(message.ballot));
      const step = right.onAccepted(
        state,
        from,
        { ...message, ballot: alike?.ballot ?? message.ballot },
        quorums,
      );
      return step.learned === null
        ? step
        : { ...step, learned: { ballot: message.ballot, value: message.value } };
    },
  }),
  candidate("learns anew from every further quorum", {
    onAccepted: (state, from, message, quorums) => {
      const next = right.onAccepted({ ...state, learned: null }, from, message, quorums);
      return next.learned === null ? { ...next, learned: state.learned } : next;
    },
  }),
  candidate("forgets what it has learned when it hears of something else", {
    onAccepted: (state, from, message, quorums) =>
      right.onAccepted(
        state.learned !== null && !sameBallot(state.learned.ballot, message.ballot)
          ? { votes: [], learned: null }
          : state,
        from,
        message,
        quorums,
      ),
  }),
  candidate("believes the last learner that tells it", {
    onChosen: (_, { ballot, value }) => ({ votes: [], learned: { ballot, value } }),
  }),
  candidate("does not listen to other learners", { onChosen: (state) => state }),
];

/** Right, though not as the reference does it. */
export const learnerVariants: readonly Candidate<LearnerModule>[] = [
  candidate("writes down every letter by itself, and counts them each time", {
    onAccepted(state, from, { ballot, value }, quorums) {
      if (state.learned !== null) return state;
      const votes = [...state.votes, { ballot, value, acceptors: [from] }];
      const voters = votes
        .filter((vote) => sameBallot(vote.ballot, ballot))
        .flatMap(({ acceptors }) => acceptors);
      const members = [...new Set(voters)].sort((a, b) => a - b);
      return { votes, learned: quorums.isPhase2Quorum(members) ? { ballot, value } : null };
    },
  }),
  candidate("keeps its notebook when it has learned", {
    onAccepted(state, from, message, quorums) {
      const next = right.onAccepted(state, from, message, quorums);
      return next.learned === null ? next : { ...next, votes: state.votes };
    },
  }),
  candidate("notes the latest ballot first, and the latest acceptor first", {
    onAccepted(state, from, { ballot, value }, quorums) {
      if (state.learned !== null) return state;
      const before = state.votes.find((votes) => sameBallot(votes.ballot, ballot));
      const acceptors = [from, ...(before?.acceptors ?? []).filter((node) => node !== from)];
      if (quorums.isPhase2Quorum(acceptors)) return { votes: [], learned: { ballot, value } };
      return {
        votes: [{ ballot, value, acceptors }, ...state.votes.filter((votes) => votes !== before)],
        learned: null,
      };
    },
  }),
];
