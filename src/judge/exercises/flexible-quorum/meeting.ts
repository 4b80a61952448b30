import { nodes, type NodeSet, type Random } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { drawnUntil, occasions } from "../../occasions.ts";
import { expected, show } from "../../told.ts";
import type { FlexibleQuorumModule, Listed, Sizes } from "./port.ts";
import { meet, rightFlexibleQuorum as right } from "./right.ts";

type FlexibleCase = Case<FlexibleQuorumModule>;

interface Corporation {
  readonly count: number;
  readonly sizes: Sizes;
}

/** Sizes around the limit: by so many more, or fewer, than there are. Majorities in none of the phases, in one, or in both. */
const corporation =
  (over: (random: Random) => number) =>
  (random: Random): Corporation => {
    const count = random.pick([3, 4, 5, 6, 7, 9, 12, 227, random.integer(20, 2_000)]);
    const sum = Math.min(2 * count, Math.max(2, count + over(random)));
    const phase1 = random.integer(Math.max(1, sum - count), Math.min(count, sum - 1));
    return { count, sizes: { phase1, phase2: sum - phase1 } };
  };

const safe = (isSafe: boolean, over: (random: Random) => number): FlexibleCase["run"] =>
  occasions<FlexibleQuorumModule, Corporation>(
    corporation(over),
    20,
  )((module, { count, sizes }) => {
    const { phase1, phase2 } = sizes;
    if (module.areSafe(count, sizes) === isSafe) return null;
    return {
      sentence: `Among ${count}, with ${phase1} in phase 1 and ${phase2} in phase 2, areSafe answers ${!isSafe}. ${
        isSafe
          ? `But groups with nobody in common would need ${phase1 + phase2} acceptors.`
          : `But the first ${phase1} and the last ${phase2} have nobody in common.`
      }`,
    };
  });

const neverWrongly: FlexibleCase = {
  name: "calls no sizes safe that are not",
  points: 2,
  why: "A new leader that asks one of these groups hears nothing of what the other has chosen, and may choose something else.",
  run: safe(false, (random) => -random.pick([0, 0, 1, 2, 5])),
};

const whenever: FlexibleCase = {
  name: "calls sizes safe whenever they are, majorities or not",
  points: 1,
  why: "Two quorums of one phase need not meet. Who asks it all the same never finds out that 28 votes of 227 can be enough.",
  run: safe(true, (random) => random.pick([1, 1, 2, 3, 8])),
};

const least: FlexibleCase = {
  name: "knows the fewest that are enough for a decision",
  points: 2,
  why: "Phase 2 is run for every payment. One vote too few, and two plans are chosen; one too many is waited for every time.",
  run: occasions<FlexibleQuorumModule, Corporation>(
    corporation((random) => random.integer(-3, 3)),
    15,
  )((module, { count, sizes: { phase1 } }) =>
    expected(`leastPhase2(${count}, ${phase1}):`, module.leastPhase2(count, phase1), count - phase1 + 1),
  ),
};

function lists(random: Random): Listed {
  const count = random.integer(3, 7);
  const list = (): readonly NodeSet[] =>
    Array.from({ length: random.integer(2, 4) }, () => {
      const quorum = random.shuffle(nodes(count)).slice(0, random.integer(1, count - 1));
      return random.chance(0.5) ? quorum : quorum.sort((a, b) => a - b);
    });
  return { phase1: list(), phase2: list() };
}

const drawn = (isWanted: (listed: Listed) => boolean) => drawnUntil(isWanted, lists);

const hasGap = (listed: Listed): boolean => right.findGap(listed) !== null;
const hasApart = (list: readonly NodeSet[]): boolean =>
  list.some((one) => list.some((other) => !meet(one, other)));

const finds: FlexibleCase = {
  name: "finds a phase-1 and a phase-2 quorum that do not meet",
  points: 2,
  why: "One pair is all it takes: the leader that asks the one never hears of what the other has chosen.",
  run: occasions<FlexibleQuorumModule, Listed>(
    drawn(hasGap),
    15,
  )((module, listed) => {
    const gap = module.findGap(listed);
    const asked = `findGap(${show(listed)})`;
    if (gap === null) return { sentence: `${asked} finds nothing, and there is a gap.` };
    const isIn = (list: readonly NodeSet[], members: NodeSet): boolean =>
      list.some(
        (quorum) => quorum.length === members.length && quorum.every((node) => members.includes(node)),
      );
    if (!isIn(listed.phase1, gap.phase1) || !isIn(listed.phase2, gap.phase2))
      return { sentence: `${asked} is ${show(gap)}: it should be a quorum of each list.` };
    return meet(gap.phase1, gap.phase2)
      ? { sentence: `${asked} is ${show(gap)}; but these two meet.` }
      : null;
  }),
};

const findsNothing: FlexibleCase = {
  name: "finds no gap where every pair meets, whatever happens within a phase",
  points: 1,
  why: "Two rows of a grid share nobody, nor do two columns; every row crosses every column, and that is enough.",
  run: (module, random) => {
    for (const isWanted of [
      (listed: Listed): boolean => !hasGap(listed) && hasApart(listed.phase2),
      (listed: Listed): boolean => !hasGap(listed) && hasApart(listed.phase1),
    ]) {
      const wrong = occasions<FlexibleQuorumModule, Listed>(
        drawn(isWanted),
        6,
      )((_, listed) => {
        const gap = module.findGap(listed);
        return gap === null
          ? null
          : {
              sentence: `findGap(${show(listed)}) is ${show(gap)}; but there each pair of a phase-1 and a phase-2 quorum meets.`,
            };
      })(module, random);
      if (wrong !== null) return wrong;
    }
    return null;
  },
};

/** Which quorums meet (Howard, Malkhi and Spiegelman, *Flexible Paxos*, 2016, section 2). */
export const meeting: readonly FlexibleCase[] = [neverWrongly, whenever, least, finds, findsNothing];
