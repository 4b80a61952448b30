import type { Random } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { drawnUntil, occasions } from "../../occasions.ts";
import { show } from "../../told.ts";
import type { FlexibleQuorumModule, Target } from "./port.ts";
import { rightFlexibleQuorum as right } from "./right.ts";

type FlexibleCase = Case<FlexibleQuorumModule>;

interface Wish {
  readonly count: number;
  readonly target: Target;
}

function anyWish(random: Random): Wish {
  const count = random.pick([1, 2, 3, 4, 5, 6, 7, 8, 12, random.integer(13, 227)]);
  return { count, target: { steady: random.integer(0, count), takeover: random.integer(0, count) } };
}

const wish = (canBeHad: boolean) =>
  drawnUntil(({ count, target }) => (right.cheapest(count, target) !== null) === canBeHad, anyWish);

const asked = ({ count, target: { steady, takeover } }: Wish): string =>
  `Of ${count}, ${steady} may be down while a leader is in office, and ${takeover} while one is elected`;

const cheapest: FlexibleCase = {
  name: "finds the sizes that ask the fewest, first in phase 2 and then in phase 1",
  points: 2,
  why: "Payments are many and elections few. But a phase 1 larger than needed keeps new leaders out of office for nothing.",
  run: occasions<FlexibleQuorumModule, Wish>(
    wish(true),
    20,
  )((module, one) => {
    const [got, best] = [module.cheapest(one.count, one.target), right.cheapest(one.count, one.target)!];
    return got?.phase1 === best.phase1 && got.phase2 === best.phase2
      ? null
      : { sentence: `${asked(one)}: cheapest answers ${show(got)}; it should be ${show(best)}.` };
  }),
};

const impossible: FlexibleCase = {
  name: "promises no sizes that cannot be had",
  points: 1,
  why: "Whoever is told that the corporation bears more than it does finds out in the worst night of the year.",
  run: occasions<FlexibleQuorumModule, Wish>(
    wish(false),
    15,
  )((module, one) => {
    const got = module.cheapest(one.count, one.target);
    return got === null
      ? null
      : { sentence: `${asked(one)}: cheapest answers ${show(got)}; there are no such sizes.` };
  }),
};

/** Section 5.1: what simple quorums cost. */
export const cost: readonly FlexibleCase[] = [cheapest, impossible];
