import type { Random } from "../../../core/index.ts";
import { leastFast, whatFails, type FastSizes } from "../../../protocols/fast-paxos/index.ts";
import type { Case } from "../../exercise.ts";
import { drawnUntil, occasions } from "../../occasions.ts";
import type { FastQuorumModule } from "./port.ts";

type FastQuorumCase = Case<FastQuorumModule>;

interface Corporation {
  readonly count: number;
  readonly phase1: number;
}

/** Committees and corporations, with every size of phase 1 that there can be. */
function corporation(random: Random): Corporation {
  const count = random.pick([3, 4, 5, 6, 7, 8, 9, 227, random.integer(10, 2_000)]);
  return { count, phase1: random.integer(1, count) };
}

const onCorporations = occasions<FastQuorumModule, Corporation>(corporation, 25);

const isEnough: FastQuorumCase = {
  name: "makes fast quorums so large that two of them and a phase-1 quorum share somebody",
  points: 2,
  why: "If they need not, whoever recovers from a collision can find two plans that may both have been chosen, and no vote that tells which.",
  run: onCorporations((module, { count, phase1 }) => {
    const fast = module.leastFast(count, phase1);
    const missing = count - phase1 + 2 * (count - fast);
    return missing < count
      ? null
      : {
          sentence: `leastFast(${count}, ${phase1}) is ${fast}. From the phase-1 quorum ${count - phase1} are missing and from each fast quorum ${count - fast}: together ${missing}, and that can be all ${count}.`,
        };
  }),
};

const isLeast: FastQuorumCase = {
  name: "makes them no larger than that takes",
  points: 1,
  why: "Whoever always waits for three quarters waits for wards that nobody needs, if phase 1 asks more than a majority.",
  run: onCorporations((module, { count, phase1 }) => {
    const [fast, least] = [module.leastFast(count, phase1), leastFast(count, phase1)];
    return fast <= least && Number.isInteger(fast)
      ? null
      : { sentence: `leastFast(${count}, ${phase1}) is ${fast}; ${least} are enough.` };
  }),
};

/** What is missing from three quorums, or from two, and by how much it is too much. Around the limit. */
function around(random: Random): FastSizes & { readonly count: number } {
  const { count, phase1 } = corporation(random);
  const classic = within(count, count + 1 - phase1 + random.pick([-3, -1, -1, 0, 0, 0, 1, 4]));
  const fast = within(count, leastFast(count, phase1) + random.pick([-2, -1, -1, 0, 0, 0, 1, 3]));
  return { count, phase1, classic, fast };
}

const within = (count: number, size: number): number => Math.min(count, Math.max(1, size));

const judgedSizes = (isSafe: boolean): FastQuorumCase["run"] =>
  occasions<FastQuorumModule, FastSizes & { readonly count: number }>(
    drawnUntil(({ count, ...sizes }) => (whatFails(count, sizes) === null) === isSafe, around),
    40,
  )((module, { count, ...sizes }) => {
    if (module.areSafe(count, sizes) === isSafe) return null;
    const asked = `Among ${count}, with ${sizes.phase1} in phase 1, ${sizes.classic} in classic rounds and ${sizes.fast} in fast ones`;
    return {
      sentence: isSafe
        ? `${asked}, a phase-1 quorum meets every classic quorum and every two fast ones. areSafe answers false.`
        : `${asked}, areSafe answers true. ${whatFails(count, sizes) ?? ""}`,
    };
  });

const neverWrongly: FastQuorumCase = {
  name: "calls no sizes safe that are not",
  points: 2,
  why: "Two at a time is not enough: three groups can meet two by two, and nobody be in all three.",
  run: judgedSizes(false),
};

const whenever: FastQuorumCase = {
  name: "calls safe whatever sizes are",
  points: 1,
  why: "Nobody asks two classic quorums to meet, nor two of phase 1. Who asks it all the same gives speed away.",
  run: judgedSizes(true),
};

/** How large they must be (Lamport, *Fast Paxos*, section 3; Howard, Charapko and Mortier, 2021). */
export const sizes: readonly FastQuorumCase[] = [isEnough, isLeast, neverWrongly, whenever];
