import type { FastQuorums, Report } from "../../../protocols/fast-paxos/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { FastRecoveryModule } from "./port.ts";
import { asPick, inHighest, rightFastRecovery as right, unheard } from "./right.ts";

type Votes = readonly Report<string>[];

const candidate = (name: string, changed: Partial<FastRecoveryModule>): Candidate<FastRecoveryModule> => ({
  name,
  module: { ...right, ...changed },
});

/** Figure 2 with another choice among the votes of the highest round. */
const picking = (
  name: string,
  choose: (votes: Votes, reports: Votes, quorums: FastQuorums) => Report<string> | undefined,
) =>
  candidate(name, {
    pick: (reports, quorums) => asPick(choose(inHighest(reports), reports, quorums)),
  });

/** Another O4, in both of the functions. */
const judging = (name: string, mayBeChosen: FastRecoveryModule["mayBeChosen"]) =>
  candidate(name, {
    mayBeChosen,
    pick: (reports, quorums, isFast) =>
      asPick(inHighest(reports).find((vote) => !isFast(vote.vrnd) || mayBeChosen(vote, reports, quorums))),
  });

/** Wrong ideas about recovery, the most common ones first. */
export const fastRecoveryMutants: readonly Candidate<FastRecoveryModule>[] = [
  picking("picks the first vote of the highest round", (votes) => votes[0]),
  picking("picks the last vote of the highest round", (votes) => votes.at(-1)),
  picking(
    "picks the plan with most votes",
    (votes) => votes.toSorted((a, b) => b.nodes.length - a.nodes.length)[0],
  ),
  picking(
    "picks the plan with fewest votes",
    (votes) => votes.toSorted((a, b) => a.nodes.length - b.nodes.length)[0],
  ),
  picking("picks only what a quorum of those heard has voted for", (votes, _, quorums) =>
    votes.find(({ nodes }) => quorums.isFastQuorum(nodes)),
  ),
  picking("picks a plan only if all have voted alike", (votes) =>
    votes.length === 1 ? votes[0] : undefined,
  ),
  picking("goes by O4 after classic rounds, too", (votes, reports, quorums) =>
    votes.find((vote) => right.mayBeChosen(vote, reports, quorums)),
  ),
  picking("picks what a majority of those heard have voted for", (votes, reports) => {
    const heard = reports.flatMap(({ nodes }) => nodes).length;
    return votes.find(({ nodes }) => 2 * nodes.length > heard);
  }),
  candidate("never thinks itself bound", { pick: () => ({ kind: "free" }) }),
  candidate("has a plan of its own", { pick: () => ({ kind: "value", value: "roads" }) }),
  candidate("looks at votes of the lowest round", {
    pick(reports, quorums, isFast) {
      const voted = reports.filter(({ vrnd }) => vrnd > 0);
      const lowest = Math.min(...voted.map(({ vrnd }) => vrnd));
      const others = reports.map((report) =>
        report.vrnd === lowest ? report : { ...report, vrnd: 0, vval: null },
      );
      return right.pick(others, quorums, isFast);
    },
  }),
  candidate("counts votes of all rounds alike", {
    pick(reports, quorums, isFast) {
      const voted = reports.filter(({ vrnd }) => vrnd > 0);
      const best = voted.find((vote) => right.mayBeChosen(vote, reports, quorums)) ?? voted[0];
      return isFast(1) ? asPick(best) : { kind: "free" };
    },
  }),
  candidate("mixes up fast and classic rounds", {
    pick: (reports, quorums, isFast) => right.pick(reports, quorums, (round) => !isFast(round)),
  }),
  candidate("asks wards that never voted for their plan", {
    pick(reports, quorums, isFast) {
      const picked = right.pick(reports, quorums, isFast);
      return picked.kind === "free" ? asPick(reports[0]) : picked;
    },
  }),
  candidate("empties the reports on the way", {
    pick(reports, quorums, isFast) {
      const picked = right.pick(reports, quorums, isFast);
      (reports as Report<string>[]).length = 0;
      return picked;
    },
  }),
  judging("leaves out those who were not heard", ({ nodes }, _, quorums) => quorums.isFastQuorum(nodes)),
  judging("counts only those who were not heard", (_, reports, quorums) =>
    quorums.isFastQuorum(unheard(reports, quorums)),
  ),
  judging("thinks that whoever has not voted otherwise may yet vote so", (vote, reports, quorums) =>
    quorums.isFastQuorum(
      quorums.acceptors.filter(
        (node) =>
          !reports.some((other) => other.vrnd === vote.vrnd && other !== vote && other.nodes.includes(node)),
      ),
    ),
  ),
  judging("thinks that everybody may yet vote for anything", (_, __, quorums) =>
    quorums.isFastQuorum(quorums.acceptors),
  ),
  judging("counts three quarters, whatever the quorums are", ({ nodes }, reports, quorums) => {
    const most = nodes.length + unheard(reports, quorums).length;
    return most >= Math.ceil((3 * quorums.acceptors.length) / 4);
  }),
  judging("takes a classic quorum for enough in a fast round", ({ nodes }, reports, quorums) =>
    quorums.isClassicQuorum([...nodes, ...unheard(reports, quorums)]),
  ),
];

/** Right, though not as the reference does it. */
export const fastRecoveryVariants: readonly Candidate<FastRecoveryModule>[] = [
  candidate("picks a single plan of a fast round without a look at O4", {
    pick: (reports, quorums, isFast) => {
      const [only, ...others] = inHighest(reports);
      return others.length === 0 ? asPick(only) : right.pick(reports, quorums, isFast);
    },
  }),
  candidate("picks the last vote where nothing can have been chosen", {
    pick: (reports, quorums, isFast) => {
      const picked = right.pick(reports, quorums, isFast);
      return picked.kind === "free" ? asPick(inHighest(reports).at(-1)) : picked;
    },
  }),
  candidate("leaves out those who said something else, and sorts nothing", {
    mayBeChosen: (vote, reports, quorums) => {
      const lost = reports.filter((other) => other !== vote).flatMap(({ nodes }) => nodes);
      return quorums.isFastQuorum(quorums.acceptors.filter((node) => !lost.includes(node)).toReversed());
    },
  }),
];
