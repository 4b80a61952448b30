import { nodes, type NodeSet, type Random } from "../../../core/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { drawnUntil, occasions } from "../../occasions.ts";
import { show } from "../../told.ts";
import type { FastQuorumModule, Gap, Listed } from "./port.ts";
import { rightFastQuorum, share, shared } from "./right.ts";

type FastQuorumCase = Case<FastQuorumModule>;

function lists(random: Random): Listed {
  const count = random.integer(3, 6);
  const list = (least: number): readonly NodeSet[] =>
    Array.from({ length: random.integer(1, 4) }, () => {
      const quorum = random.shuffle(nodes(count)).slice(0, random.integer(least, count));
      return random.chance(0.5) ? quorum : quorum.sort((a, b) => a - b);
    });
  return { phase1: list(2), classic: list(1), fast: list(Math.max(2, count - 2)) };
}

const drawn = (isWanted: (listed: Listed) => boolean) => drawnUntil(isWanted, lists);

const gapsAmong = {
  classic: ({ phase1, classic }: Listed): boolean =>
    phase1.some((asked) => classic.some((quorum) => !share(asked, quorum))),
  fast: (listed: Listed): boolean => rightFastQuorum.findGap({ ...listed, classic: [] }) !== null,
  /** Each two of a phase-1 quorum and two fast ones meet, and nobody is in all three. */
  three: ({ phase1, fast }: Listed): boolean =>
    phase1.every((asked) =>
      fast.every((first) => fast.every((second) => share(asked, first) && share(first, second))),
    ),
} as const;

/** What is wrong with an answer about lists that have a gap. */
function wrongGap(module: FastQuorumModule, listed: Listed, because: string): Finding | null {
  const gap = module.findGap(listed);
  const asked = `findGap(${show(listed)})`;
  if (gap === null) return { sentence: `${asked} finds nothing. ${because}` };
  const answer = `${asked} is ${show(gap)}`;
  if (!isListed(gap, listed))
    return { sentence: `${answer}: these are not all quorums of the lists they should be from.` };
  const both = shared(...quorumsOf(gap));
  return both === undefined ? null : { sentence: `${answer}, and acceptor ${both} is in all of these.` };
}

const quorumsOf = (gap: Gap): readonly NodeSet[] =>
  gap.kind === "classic" ? [gap.phase1, gap.classic] : [gap.phase1, gap.first, gap.second];

function isListed(gap: Gap, { phase1, classic, fast }: Listed): boolean {
  const isIn = (list: readonly NodeSet[], members: NodeSet): boolean =>
    list.some((quorum) => quorum.length === members.length && quorum.every((node) => members.includes(node)));
  return (
    isIn(phase1, gap.phase1) &&
    (gap.kind === "classic" ? isIn(classic, gap.classic) : isIn(fast, gap.first) && isIn(fast, gap.second))
  );
}

const finding = (isWanted: (listed: Listed) => boolean, because: string): FastQuorumCase["run"] =>
  occasions<FastQuorumModule, Listed>(
    drawn(isWanted),
    15,
  )((module, listed) => wrongGap(module, listed, because));

const findsClassic: FastQuorumCase = {
  name: "finds a classic quorum that a phase-1 quorum misses",
  points: 1,
  why: "Whoever asks that phase-1 quorum never hears of what the classic quorum has chosen, and may choose something else.",
  run: finding(
    (listed) => gapsAmong.classic(listed) && !gapsAmong.fast(listed),
    "But a phase-1 quorum and a classic one share nobody.",
  ),
};

const findsAlone: FastQuorumCase = {
  name: "finds a fast quorum that a phase-1 quorum misses altogether",
  points: 1,
  why: "“Any two fast quorums” may be one and the same twice: of what it has chosen, nobody who was asked has heard.",
  run: finding(
    (listed) => listed.fast.length === 1 && gapsAmong.fast(listed) && !gapsAmong.classic(listed),
    "But a phase-1 quorum and a fast one share nobody.",
  ),
};

const findsThree: FastQuorumCase = {
  name: "finds three that meet two by two, and in nobody all together",
  points: 2,
  why: "Then a coordinator hears one vote for the drains and one for the pumps, and each may be part of a fast quorum that it cannot see.",
  run: finding(
    (listed) => gapsAmong.fast(listed) && gapsAmong.three(listed) && !gapsAmong.classic(listed),
    "But a phase-1 quorum and two fast ones have nobody in common.",
  ),
};

const findsNothing: FastQuorumCase = {
  name: "finds nothing where all meet that must",
  points: 1,
  why: "Two rows of a grid share nobody, and that does no harm: phase 1 asks a row, a classic round a column.",
  run: occasions<FastQuorumModule, Listed>(
    drawn((listed) => rightFastQuorum.findGap(listed) === null && !allMeet(listed)),
    15,
  )((module, listed) => {
    const gap = module.findGap(listed);
    return gap === null
      ? null
      : { sentence: `findGap(${show(listed)}) is ${show(gap)}; but there all quorums meet that must.` };
  }),
};

/** Also where nobody asks them to. */
const allMeet = ({ classic, phase1, fast }: Listed): boolean =>
  [classic, phase1].every((list) => list.every((one) => list.every((other) => share(one, other)))) &&
  classic.every((one) => fast.every((other) => share(one, other)));

/** Quorums that are listed one by one. */
export const gaps: readonly FastQuorumCase[] = [findsClassic, findsAlone, findsThree, findsNothing];
