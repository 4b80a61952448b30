import type { FastQuorums, Pick, Report } from "../../../src/protocols/fast-paxos/index.ts";
import * as solution from "../../../solutions/fast-recovery/fast-recovery.ts";
import type { Planted } from "./visible.ts";

type Exercise = Omit<typeof solution, "recoveryRules">;

/** Wired up as a learner's is: what the protocol is given is this `pick`. */
function variant(bug: string, change: Partial<Exercise>): Planted<typeof solution> {
  const { mayBeChosen, pick } = { ...solution, ...change };
  return { bug, exercise: { mayBeChosen, pick, recoveryRules: () => ({ pick }) } };
}

/** Figure 2 with another choice among the votes of the highest round. */
const picking = (
  bug: string,
  choose: <V>(
    votes: readonly Report<V>[],
    reports: readonly Report<V>[],
    quorums: FastQuorums,
  ) => Report<V> | undefined,
): Planted<typeof solution> =>
  variant(bug, {
    pick(reports, quorums) {
      const highest = Math.max(...reports.map(({ vrnd }) => vrnd));
      if (highest === 0) return { kind: "free" };
      return asPick(
        choose(
          reports.filter(({ vrnd }) => vrnd === highest),
          reports,
          quorums,
        ),
      );
    },
  });

/** Another O4, in both of the functions. */
const judging = (bug: string, mayBeChosen: Exercise["mayBeChosen"]): Planted<typeof solution> =>
  variant(bug, {
    mayBeChosen,
    pick(reports, quorums, isFast) {
      const highest = Math.max(...reports.map(({ vrnd }) => vrnd));
      if (highest === 0 || !isFast(highest)) return solution.pick(reports, quorums, isFast);
      return asPick(reports.find((vote) => vote.vrnd === highest && mayBeChosen(vote, reports, quorums)));
    },
  });

const asPick = <V>(vote: Report<V> | undefined): Pick<V> =>
  vote === undefined ? { kind: "free" } : { kind: "value", value: vote.vval as V };

const unheard = <V>(reports: readonly Report<V>[], { acceptors }: FastQuorums) =>
  acceptors.filter((node) => !reports.some(({ nodes }) => nodes.includes(node)));

export const wrongFastRecoveries: readonly Planted<typeof solution>[] = [
  picking("the first vote", (votes) => votes[0]),
  picking("the last vote", (votes) => votes.at(-1)),
  picking("most votes", (votes) => votes.toSorted((a, b) => b.nodes.length - a.nodes.length)[0]),
  picking("fewest votes", (votes) => votes.toSorted((a, b) => a.nodes.length - b.nodes.length)[0]),
  picking("only what a quorum of those heard has voted for", (votes, _, quorums) =>
    votes.find(({ nodes }) => quorums.isFastQuorum(nodes)),
  ),
  picking("only if all have voted alike", (votes) => (votes.length === 1 ? votes[0] : undefined)),
  picking("O4 after classic rounds too", (votes, reports, quorums) =>
    votes.find((vote) => solution.mayBeChosen(vote, reports, quorums)),
  ),
  picking("a majority of those heard", (votes, reports) => {
    const heard = reports.flatMap(({ nodes }) => nodes).length;
    return votes.find(({ nodes }) => 2 * nodes.length > heard);
  }),
  variant("nothing is ever binding", { pick: () => ({ kind: "free" }) }),
  variant("a value of its own", { pick: () => ({ kind: "value", value: "roads" as never }) }),
  variant("the lowest round counts", {
    pick(reports, quorums, isFast) {
      const voted = reports.filter(({ vrnd }) => vrnd > 0);
      const lowest = Math.min(...voted.map(({ vrnd }) => vrnd));
      const others = reports.map((report) =>
        report.vrnd === lowest ? report : { ...report, vrnd: 0, vval: null },
      );
      return solution.pick(others, quorums, isFast);
    },
  }),
  variant("votes of all rounds count alike", {
    pick(reports, quorums, isFast) {
      const voted = reports.filter(({ vrnd }) => vrnd > 0);
      const best = voted.find((vote) => solution.mayBeChosen(vote, reports, quorums)) ?? voted[0];
      return isFast(1) ? asPick(best) : { kind: "free" };
    },
  }),
  variant("fast and classic mixed up", {
    pick: (reports, quorums, isFast) => solution.pick(reports, quorums, (round) => !isFast(round)),
  }),
  variant("silent wards are asked for their plan", {
    pick(reports, quorums, isFast) {
      const picked = solution.pick(reports, quorums, isFast);
      return picked.kind === "free" ? asPick(reports[0]) : picked;
    },
  }),
  variant("reports are emptied on the way", {
    pick(reports, quorums, isFast) {
      const picked = solution.pick(reports, quorums, isFast);
      (reports as Report<never>[]).length = 0;
      return picked;
    },
  }),
  judging("the unheard are left out", ({ nodes }, _, quorums) => quorums.isFastQuorum(nodes)),
  judging("the unheard alone", (_, reports, quorums) => quorums.isFastQuorum(unheard(reports, quorums))),
  judging("whoever has not voted otherwise may yet vote so", (vote, reports, quorums) =>
    quorums.isFastQuorum(
      quorums.acceptors.filter(
        (node) =>
          !reports.some((other) => other.vrnd === vote.vrnd && other !== vote && other.nodes.includes(node)),
      ),
    ),
  ),
  judging("everybody might", (_, __, quorums) => quorums.isFastQuorum(quorums.acceptors)),
  judging("three quarters, whatever the quorums", ({ nodes }, reports, quorums) => {
    const most = nodes.length + unheard(reports, quorums).length;
    return most >= Math.ceil((3 * quorums.acceptors.length) / 4);
  }),
  judging("a classic quorum is enough", ({ nodes }, reports, quorums) =>
    quorums.isClassicQuorum([...nodes, ...unheard(reports, quorums)]),
  ),
];
