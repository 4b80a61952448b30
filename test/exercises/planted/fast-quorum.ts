import { majoritySize, type NodeSet } from "../../../src/core/index.ts";
import type { FastSizes } from "../../../src/protocols/fast-paxos/index.ts";
import * as solution from "../../../solutions/fast-quorum/fast-quorum.ts";
import type { Planted } from "./visible.ts";

type Exercise = typeof solution;

const variant = (bug: string, change: Partial<Exercise>): Planted<Exercise> => ({
  bug,
  exercise: { ...solution, ...change },
});

const sizes = (bug: string, areSafe: (count: number, sizes: FastSizes) => boolean): Planted<Exercise> =>
  variant(bug, { areSafe });

const share = (...sets: readonly NodeSet[]): boolean =>
  sets[0]!.some((node) => sets.every((set) => set.includes(node)));

export const wrongFastQuorums: readonly Planted<Exercise>[] = [
  variant("three quarters, whatever phase 1", { leastFast: (count) => Math.ceil((3 * count) / 4) }),
  variant("more than three quarters", { leastFast: (count) => Math.floor((3 * count) / 4) + 1 }),
  variant("a majority", { leastFast: majoritySize }),
  variant("two thirds", { leastFast: (count) => Math.floor((2 * count) / 3) + 1 }),
  variant("everybody", { leastFast: (count) => count }),
  variant("half rounded up, not above", {
    leastFast: (count, phase1) => Math.ceil((2 * count - phase1) / 2),
  }),
  variant("one more than needed if that is even", {
    leastFast: (count, phase1) => Math.ceil((2 * count - phase1) / 2) + 1,
  }),
  variant("one fast quorum and phase 1 only", { leastFast: (count, phase1) => count - phase1 + 1 }),
  sizes("no look at classic rounds", (count, { phase1, fast }) => phase1 + 2 * fast > 2 * count),
  sizes("no look at fast rounds", (count, { phase1, classic }) => phase1 + classic > count),
  sizes(
    "at least, not more than, twice as many",
    (count, { phase1, classic, fast }) => phase1 + classic > count && phase1 + 2 * fast >= 2 * count,
  ),
  sizes(
    "at least, not more than, as many",
    (count, { phase1, classic, fast }) => phase1 + classic >= count && phase1 + 2 * fast > 2 * count,
  ),
  sizes(
    "classic quorums must be majorities",
    (count, given) => 2 * given.classic > count && solution.areSafe(count, given),
  ),
  sizes(
    "phase-1 quorums must be majorities",
    (count, given) => 2 * given.phase1 > count && solution.areSafe(count, given),
  ),
  sizes(
    "three fast quorums must meet",
    (count, given) => 3 * given.fast > 2 * count && solution.areSafe(count, given),
  ),
  sizes(
    "quorums meet two at a time",
    (count, { phase1, classic, fast }) =>
      phase1 + classic > count && phase1 + fast > count && 2 * fast > count,
  ),
  sizes(
    "classic and fast mixed up",
    (count, { phase1, classic, fast }) => phase1 + fast > count && phase1 + 2 * classic > 2 * count,
  ),
  variant("nothing is ever a gap", { findGap: () => null }),
  variant("classic quorums only", { findGap: (listed) => solution.findGap({ ...listed, fast: [] }) }),
  variant("fast quorums only", { findGap: (listed) => solution.findGap({ ...listed, classic: [] }) }),
  variant("two at a time", {
    findGap({ phase1, classic, fast }) {
      for (const asked of phase1) {
        const apart = classic.find((other) => !share(asked, other));
        if (apart !== undefined) return { kind: "classic", phase1: asked, classic: apart };
        const missed = fast.find((other) => !share(asked, other));
        if (missed !== undefined) return { kind: "fast", phase1: asked, first: missed, second: missed };
        for (const first of fast) {
          const second = fast.find((other) => !share(first, other));
          if (second !== undefined) return { kind: "fast", phase1: asked, first, second };
        }
      }
      return null;
    },
  }),
  variant("a fast quorum is never put beside itself", {
    findGap({ phase1, classic, fast }) {
      const found = solution.findGap({ phase1, classic, fast: [] });
      if (found !== null) return found;
      for (const asked of phase1) {
        for (const [nth, first] of fast.entries()) {
          const second = fast.find((other, place) => place !== nth && !share(asked, first, other));
          if (second !== undefined) return { kind: "fast", phase1: asked, first, second };
        }
      }
      return null;
    },
  }),
  variant("the first phase-1 quorum stands for all", {
    findGap: ({ phase1, ...others }) => solution.findGap({ phase1: phase1.slice(0, 1), ...others }),
  }),
  variant("fast quorums are compared with their neighbour in the list", {
    findGap({ phase1, classic, fast }) {
      const found = solution.findGap({ phase1, classic, fast: [] });
      if (found !== null) return found;
      for (const asked of phase1) {
        for (const [nth, first] of fast.entries()) {
          const second = fast[nth + 1] ?? first;
          if (!share(asked, first, second)) return { kind: "fast", phase1: asked, first, second };
        }
      }
      return null;
    },
  }),
  variant("classic quorums must meet each other", {
    findGap(listed) {
      const [first, second] = listed.classic;
      const areApart = first !== undefined && second !== undefined && !share(first, second);
      return areApart ? { kind: "classic", phase1: first, classic: second } : solution.findGap(listed);
    },
  }),
  variant("names the first of each list", {
    findGap(listed) {
      const gap = solution.findGap(listed);
      if (gap === null || gap.kind === "classic") return gap;
      return { kind: "fast", phase1: listed.phase1[0]!, first: listed.fast[0]!, second: listed.fast[1]! };
    },
  }),
];
