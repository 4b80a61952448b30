import type { Random } from "../../../core/index.ts";
import type { FastQuorums, Pick, Report } from "../../../protocols/fast-paxos/index.ts";
import type { Case } from "../../exercise.ts";
import { drawnUntil, occasions } from "../../occasions.ts";
import { fastRounds, heard, inWords, isFast, listedPlan, sizesPlan, type Heard } from "./occasions.ts";
import { fastQuorums, type FastPlan, type FastRecoveryCalls } from "./port.ts";
import { inHighest, rightFastRecovery as right } from "./right.ts";

type FastRecoveryCase = Case<FastRecoveryCalls>;

/** The votes of the highest round, and the only one that counts; null if nothing can have been chosen. */
type Wanted = (
  votes: readonly Report<string>[],
  winner: Report<string> | null,
  heard: Heard,
  quorums: FastQuorums,
) => boolean;

const situation = (draw: (random: Random) => FastPlan, rounds: readonly number[], isWanted: Wanted) =>
  drawnUntil(
    (one: Heard) => {
      const quorums = fastQuorums(one.plan);
      const votes = inHighest(one.reports);
      const winner = votes.find(
        (vote) => !isFast(vote.vrnd) || right.mayBeChosen(vote, one.reports, quorums),
      );
      return isWanted(votes, winner ?? null, one, quorums);
    },
    (random) => heard(random, draw(random), random.pick(rounds)),
  );

const picked = (module: FastRecoveryCalls, { reports, plan }: Heard): Pick<string> =>
  module.pick(reports, plan, fastRounds);

const called = (pick: Pick<string>): string => (pick.kind === "free" ? "free" : `“${pick.value}”`);

/** There is one right answer. */
const picks = (
  draw: (random: Random) => FastPlan,
  rounds: readonly number[],
  isWanted: Wanted,
  times = 15,
): FastRecoveryCase["run"] =>
  occasions<FastRecoveryCalls, Heard>(
    situation(draw, rounds, isWanted),
    times,
  )((module, heard) => {
    const [got, wanted] = [picked(module, heard), right.pick(heard.reports, fastQuorums(heard.plan), isFast)];
    return called(got) === called(wanted)
      ? null
      : { sentence: `${inWords(heard)} It should pick ${called(wanted)}; it picks ${called(got)}.` };
  });

const either = (random: Random): FastPlan => (random.chance(0.7) ? sizesPlan(random) : listedPlan(random));

/** Whatever was proposed will do, and the module knows of nothing but what somebody has voted for. */
const takesAny: FastRecoveryCase["run"] = occasions<FastRecoveryCalls, Heard>(
  situation(either, [1, 3], (votes, winner) => votes.length > 1 && winner === null),
)((module, heard) => {
  const got = picked(module, heard);
  const isProposed = got.kind === "free" || heard.reports.some(({ vval }) => vval === got.value);
  return isProposed
    ? null
    : { sentence: `${inWords(heard)} It picks ${called(got)}, which nobody has proposed.` };
});

/** Figure 2 (Lamport, *Fast Paxos*, section 3). */
export const picking: readonly FastRecoveryCase[] = [
  {
    name: "leaves it free if nobody has voted",
    points: 1,
    why: "Nothing has been chosen, so whoever proposes first may have their way.",
    run: picks(either, [0], () => true, 5),
  },
  {
    name: "picks after a collision what may have been chosen, wherever it stands among the reports",
    points: 2,
    why: "At most one of the plans can have found a fast quorum. Asking for another one may make it two.",
    run: picks(either, [1, 3], (votes, winner) => votes.length > 1 && winner !== null, 20),
  },
  {
    name: "even if another plan has more votes",
    points: 1,
    why: "“The one with most votes” is right where quorums are a matter of numbers. Here they need not be.",
    run: picks(
      listedPlan,
      [1, 3],
      (votes, winner) => winner !== null && votes.some((vote) => vote.nodes.length > winner.nodes.length),
      8,
    ),
  },
  {
    name: "picks after a classic round the plan of that round, however few voted for it",
    points: 2,
    why: "In a classic round there is one plan only, and those who were not heard may have made a quorum for it.",
    run: picks(
      either,
      [2, 4],
      ([vote], _winner, { highest, reports }, quorums) =>
        vote !== undefined && !isFast(highest) && !right.mayBeChosen(vote, reports, quorums),
    ),
  },
  {
    name: "looks at votes of the highest round only",
    points: 2,
    why: "Whoever asked for a plan in the later round knew of what could have been chosen before. Older votes are settled by that.",
    run: picks(
      either,
      [2, 3, 4, 5],
      (votes, winner, { reports }) =>
        winner !== null &&
        reports.some(
          ({ vrnd, vval, nodes }) =>
            vrnd > 0 && vrnd < votes[0]!.vrnd && vval !== winner.vval && nodes.length >= winner.nodes.length,
        ),
    ),
  },
  {
    name: "picks nothing that nobody has proposed",
    points: 1,
    why: "Where nothing can have been chosen any plan is safe. But it has to be somebody's.",
    run: takesAny,
  },
];
