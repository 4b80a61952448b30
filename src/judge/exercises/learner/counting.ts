import { formatBallot, sameData } from "../../../core/index.ts";
import type { Decision, LearnerState } from "../../../protocols/single-decree/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { onEvenings, type Evening, type Vote } from "./evening.ts";
import type { LearnerCalls } from "./port.ts";

type LearnerCase = Case<LearnerCalls>;

const quorumLearns: LearnerCase = {
  name: "learns a value as soon as a phase-2 quorum has accepted it at one ballot",
  points: 2,
  why: "That is what “chosen” means. A learner that never hears of it leaves the corporation waiting for news that is true already.",
  run: onEvenings((module, { quorums, enough, first }) => {
    const votes = cast(enough, first);
    const { learned } = votes.reduce((now, vote) => hear(module, quorums, now, vote), module.initial());
    return sameData(learned, first) ? null : misjudged("One after another", quorums, votes, first, learned);
  }),
};

const fewDoNot: LearnerCase = {
  name: "believes nothing that less than a quorum has accepted",
  points: 2,
  why: "One ward office can accept drains and another one pumps. Both are rumours: neither is chosen.",
  run: onEvenings((module, evening) =>
    learns(module, evening, cast(evening.enough.slice(0, -1), evening.first), null, "From too few"),
  ),
};

const countsAcceptors: LearnerCase = {
  name: "counts acceptors, not letters",
  points: 1,
  why: "The network delivers letters twice. Bandra, heard three times, is one ward office.",
  run: onEvenings((module, evening) => {
    const few = cast(evening.enough.slice(0, -1), evening.first);
    return learns(module, evening, [...few, ...few, ...few, ...few], null, "Each heard four times");
  }),
};

const perBallot: LearnerCase = {
  name: "does not add up acceptances at different ballots, not even of one plan",
  points: 2,
  why: "Who accepted at a lower ballot may have promised a higher one since. Votes of two ballots never were a quorum of either.",
  run: onEvenings((module, evening) => {
    const { enough, first, second, samePlan } = evening;
    const few = cast(enough.slice(0, -1), first);
    const last = enough.slice(-1);
    return (
      learns(module, evening, [...few, ...cast(last, second)], null, "Of two plans") ??
      learns(module, evening, [...few, ...cast(last, samePlan)], null, "Of one plan at two ballots") ??
      learns(module, evening, [...cast(last, samePlan), ...few], null, "Of one plan at two ballots")
    );
  }),
};

const mixed: LearnerCase = {
  name: "keeps votes of several ballots apart when they come mixed",
  points: 2,
  why: "News from the flooded suburbs comes late, and between other news. It counts all the same.",
  run: onEvenings((module, evening) => {
    const { enough, first, second } = evening;
    const rumours = cast(enough.slice(0, -1), second);
    const votes = cast(enough, first).flatMap((vote, nth) => [vote, ...rumours.slice(nth, nth + 1)]);
    return (
      learns(module, evening, votes, first, "In turn for two ballots") ??
      learns(module, evening, inTurn(enough, first), first, "In turn for many ballots") ??
      learns(module, evening, alikeAsText(enough, first), null, "For ballots that look alike as text")
    );
  }),
};

/** All but the last acceptor vote in six ballots, one after the other; then the last one, in the lowest. */
function inTurn(enough: readonly number[], { ballot, value }: Decision<string>): readonly Vote[] {
  const proposals = [0, 1, 2, 3, 4, 5].map((more) => ({
    ballot: { ...ballot, round: ballot.round + more },
    value: more === 0 ? value : `${value}, ${more}`,
  }));
  const few = proposals.flatMap((proposal) => cast(enough.slice(0, -1), proposal));
  return [...few, ...cast(enough.slice(-1), { ballot, value })];
}

/** Some for ballot 1.11, the others for ballot 11.1. */
function alikeAsText(enough: readonly number[], { value }: Decision<string>): readonly Vote[] {
  return [
    ...cast(enough.slice(0, -1), { ballot: { round: 1, node: 11 }, value }),
    ...cast(enough.slice(-1), { ballot: { round: 11, node: 1 }, value }),
  ];
}

/** What it is to be chosen, and to find out (*Paxos Made Simple*, sections 2.1 and 2.3). */
export const counting: readonly LearnerCase[] = [quorumLearns, fewDoNot, countsAcceptors, perBallot, mixed];

/** Votes of these acceptors for one proposal. */
export const cast = (acceptors: readonly number[], proposal: Decision<string>): readonly Vote[] =>
  acceptors.map((from) => ({ from, proposal }));

export const hear = (
  module: LearnerCalls,
  quorums: Evening["quorums"],
  state: LearnerState<string>,
  vote: Vote,
) => module.onAccepted(state, vote.from, vote.proposal, quorums);

/** Whether a fresh learner knows this decision after the last of these votes, and not before. */
function learns(
  module: LearnerCalls,
  { quorums }: Evening,
  votes: readonly Vote[],
  decision: Decision<string> | null,
  manner: string,
): Finding | null {
  let state = module.initial();
  for (const [nth, vote] of votes.entries()) {
    state = hear(module, quorums, state, vote);
    const due = nth === votes.length - 1 ? decision : null;
    if (sameData(state.learned, due)) continue;
    return misjudged(manner, quorums, votes.slice(0, nth + 1), due, state.learned);
  }
  return null;
}

function misjudged(
  manner: string,
  quorums: Evening["quorums"],
  votes: readonly Vote[],
  due: Decision<string> | null,
  learned: Decision<string> | null,
): Finding {
  return {
    sentence: `${manner}, it hears of acceptances (${votes.map(inWords).join(", ")}); ${enoughIs(quorums)}. It should have learned ${decided(due)}, and has learned ${decided(learned)}.`,
  };
}

const inWords = ({ from, proposal: { ballot, value } }: Vote): string =>
  `“${value}” at ballot ${formatBallot(ballot)} by acceptor ${from}`;

export const decided = (decision: Decision<string> | null): string =>
  decision === null ? "nothing" : `“${decision.value}” at ballot ${formatBallot(decision.ballot)}`;

function enoughIs(quorums: Evening["quorums"]): string {
  switch (quorums.kind) {
    case "majority":
      return `more than half of ${quorums.acceptors.length} are a quorum`;
    case "sizes":
      return `${quorums.phase2} of ${quorums.acceptors.length} are a phase-2 quorum`;
    case "listed":
      return `the phase-2 quorums are ${quorums.phase2.map((quorum) => `{${quorum.join(", ")}}`).join(" and ")}`;
  }
}
