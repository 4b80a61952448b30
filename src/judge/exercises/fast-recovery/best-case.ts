import type { Random } from "../../../core/index.ts";
import type { FastQuorums, Report } from "../../../protocols/fast-paxos/index.ts";
import type { Case } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { heard, inWords, isFast, listedPlan, sizesPlan, type Heard } from "./occasions.ts";
import { fastQuorums, type FastPlan, type FastRecoveryCalls } from "./port.ts";
import { inHighest, rightFastRecovery as right } from "./right.ts";

type FastRecoveryCase = Case<FastRecoveryCalls>;

interface Question extends Heard {
  /** The vote that is asked about, of the highest round, which was fast. */
  readonly vote: Report<string>;
}

type Wanted = (question: Question, quorums: FastQuorums) => boolean;

const question =
  (draw: (random: Random) => FastPlan, isWanted: Wanted) =>
  (random: Random): Question => {
    for (;;) {
      const one = heard(random, draw(random), random.pick([1, 3, 3]));
      const votes = isFast(one.highest) ? inHighest(one.reports) : [];
      const quorums = fastQuorums(one.plan);
      const vote = votes.find((vote) => isWanted({ ...one, vote }, quorums));
      if (vote !== undefined) return { ...one, vote };
    }
  };

const may: Wanted = ({ vote, reports }, quorums) => right.mayBeChosen(vote, reports, quorums);
const mayNot: Wanted = (...asked) => !may(...asked);
/** The votes that are there do not choose it: somebody who has not been heard would have to have voted, too. */
const needsOthers: Wanted = ({ vote }, quorums) => !quorums.isFastQuorum(vote.nodes);

const asked = (
  draw: (random: Random) => FastPlan,
  isWanted: Wanted,
  times: number,
): FastRecoveryCase["run"] =>
  occasions<FastRecoveryCalls, Question>(
    question(draw, isWanted),
    times,
  )((module, asked) => {
    const { plan, reports, vote, highest } = asked;
    const wanted = right.mayBeChosen(vote, reports, fastQuorums(plan));
    if (module.mayBeChosen(reports.indexOf(vote), reports, plan) === wanted) return null;
    const best = "everybody who reported that vote, and everybody who was not heard,";
    return {
      sentence: `${inWords(asked)} Of “${vote.vval}” in round ${highest}, mayBeChosen says ${!wanted}; ${best} ${wanted ? "are" : "are not"} a fast quorum.`,
    };
  });

/** Observation O4 (Lamport, *Fast Paxos*, section 3). */
export const bestCase: readonly FastRecoveryCase[] = [
  {
    name: "reckons with what those may have voted who were not heard",
    points: 2,
    why: "The clerk may have heard them. Whoever counts only the votes in front of it asks for pumps where drains have been chosen.",
    run: asked(sizesPlan, (...asked) => may(...asked) && needsOthers(...asked), 20),
  },
  {
    name: "does not reckon with those who were heard and say something else",
    points: 2,
    why: "They voted otherwise, or not at all, and will not vote in that round any more. If everything might have been chosen, a coordinator can never go on.",
    run: asked(sizesPlan, mayNot, 25),
  },
  {
    name: "asks the quorums, and does not count heads itself",
    points: 1,
    why: "Two wards may be a fast quorum and three others not. Only the quorums know.",
    run: (module, random) =>
      asked(listedPlan, may, 10)(module, random) ?? asked(listedPlan, mayNot, 10)(module, random),
  },
];
