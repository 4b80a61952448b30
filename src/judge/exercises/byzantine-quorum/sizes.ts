import type { Random } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import type { ByzantineQuorumModule } from "./port.ts";
import { rightByzantineQuorum as right } from "./right.ts";

type ByzantineCase = Case<ByzantineQuorumModule>;

const corporation = (random: Random): number =>
  random.chance(0.6) ? random.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 227, 228]) : random.integer(11, 3_000);

const mostFaults: ByzantineCase = {
  name: "bears as many faults as can be, and no more",
  points: 2,
  why: "“A third” is what many notes say. With exactly a third of them lying, those who do not can be told two different things.",
  run: occasions<ByzantineQuorumModule, number>(
    corporation,
    20,
  )((module, count) => {
    const [got, most] = [module.mostFaults(count), right.mostFaults(count)];
    return got === most
      ? null
      : {
          sentence: `mostFaults(${count}) is ${got}; it should be ${most}, for ${most} faults take ${3 * most + 1} nodes, and one more takes ${3 * most + 4}.`,
        };
  }),
};

const leastWitnesses: ByzantineCase = {
  name: "believes what one more says than may lie",
  points: 1,
  why: "As many as may lie can all tell the same lie. One more, and somebody honest is among them; to wait for others costs time.",
  run: occasions<ByzantineQuorumModule, number>((random) => random.pick([0, 1, 2, 3, random.integer(4, 75)]))(
    (module, faults) => {
      const got = module.leastWitnesses(faults);
      return got === faults + 1
        ? null
        : { sentence: `leastWitnesses(${faults}) is ${got}; it takes ${faults + 1}, and no more.` };
    },
  ),
};

interface Bearing {
  readonly count: number;
  readonly faults: number;
}

const bearing =
  (isBearable: boolean) =>
  (random: Random): Bearing => {
    const count = corporation(random);
    const most = right.mostFaults(count);
    const faults = isBearable
      ? random.pick([most, random.integer(0, most), random.integer(0, most)])
      : Math.min(count, most + random.pick([1, 1, 2, 3, random.integer(1, count)]));
    return { count, faults };
  };

const isSafe: ByzantineCase = {
  name: "makes quorums so large that two of them share somebody who is not faulty",
  points: 2,
  why: "If all that they share may lie, one of them chooses the drains and the other the pumps.",
  run: occasions<ByzantineQuorumModule, Bearing>(
    bearing(true),
    25,
  )((module, { count, faults }) => {
    const quorum = module.leastQuorum(count, faults);
    if (quorum === null) return missing(count, faults);
    return 2 * quorum - count > faults
      ? null
      : {
          sentence: `leastQuorum(${count}, ${faults}) is ${quorum}. Two groups of so many need not share more than ${Math.max(0, 2 * quorum - count)}, and ${faults} may be faulty.`,
        };
  }),
};

const isLeast: ByzantineCase = {
  name: "makes them no larger than that takes",
  points: 1,
  why: "Those who are faulty may be silent for ever. A quorum that is too large waits for them; and 2f + 1 is right for 3f + 1 nodes only.",
  run: occasions<ByzantineQuorumModule, Bearing>(
    bearing(true),
    25,
  )((module, { count, faults }) => {
    const [quorum, least] = [module.leastQuorum(count, faults), right.leastQuorum(count, faults)!];
    if (quorum === null) return missing(count, faults);
    return quorum <= least && Number.isInteger(quorum)
      ? null
      : { sentence: `leastQuorum(${count}, ${faults}) is ${quorum}; ${least} are enough.` };
  }),
};

const missing = (count: number, faults: number) => ({
  sentence: `leastQuorum(${count}, ${faults}) is null, and ${right.leastQuorum(count, faults)} of them are safe and to be had.`,
});

const isNone: ByzantineCase = {
  name: "makes none if too many may be faulty",
  points: 1,
  why: "It takes more than three times as many nodes as faults. With fewer, what is safe cannot be had, and what can be had is not safe.",
  run: occasions<ByzantineQuorumModule, Bearing>(
    bearing(false),
    20,
  )((module, { count, faults }) => {
    const quorum = module.leastQuorum(count, faults);
    return quorum === null
      ? null
      : {
          sentence: `leastQuorum(${count}, ${faults}) is ${quorum}, but ${quorum > count - faults ? `only ${count - faults} are sure to answer` : `two groups of so many need not share more than ${Math.max(0, 2 * quorum - count)}`}: it should be null.`,
        };
  }),
};

/** How many it takes (Malkhi and Reiter, *Byzantine Quorum Systems*, 1998). */
export const sizes: readonly ByzantineCase[] = [mostFaults, leastWitnesses, isSafe, isLeast, isNone];
