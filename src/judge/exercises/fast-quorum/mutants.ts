import { majoritySize } from "../../../core/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { FastQuorumModule } from "./port.ts";
import { rightFastQuorum as right, share } from "./right.ts";

const candidate = (name: string, changed: Partial<FastQuorumModule>): Candidate<FastQuorumModule> => ({
  name,
  module: { ...right, ...changed },
});

const sizes = (name: string, areSafe: FastQuorumModule["areSafe"]) => candidate(name, { areSafe });

/** Wrong ideas about fast quorums, the most common ones first. */
export const fastQuorumMutants: readonly Candidate<FastQuorumModule>[] = [
  candidate("takes three quarters, whatever phase 1 asks", {
    leastFast: (count) => Math.ceil((3 * count) / 4),
  }),
  candidate("takes more than three quarters", { leastFast: (count) => Math.floor((3 * count) / 4) + 1 }),
  candidate("takes a majority for a fast quorum", { leastFast: majoritySize }),
  candidate("takes more than two thirds for a fast quorum", {
    leastFast: (count) => Math.floor((2 * count) / 3) + 1,
  }),
  candidate("asks everybody in a fast round", { leastFast: (count) => count }),
  candidate("rounds up where it should take more than half", {
    leastFast: (count, phase1) => Math.ceil((2 * count - phase1) / 2),
  }),
  candidate("takes one more than are needed", {
    leastFast: (count, phase1) => Math.ceil((2 * count - phase1) / 2) + 1,
  }),
  candidate("lets phase 1 meet one fast quorum only, not two", {
    leastFast: (count, phase1) => count - phase1 + 1,
  }),
  sizes("forgets the classic rounds", (count, { phase1, fast }) => phase1 + 2 * fast > 2 * count),
  sizes("forgets the fast rounds", (count, { phase1, classic }) => phase1 + classic > count),
  sizes(
    "lets three quorums be missed by just all there are",
    (count, { phase1, classic, fast }) => phase1 + classic > count && phase1 + 2 * fast >= 2 * count,
  ),
  sizes(
    "lets a classic quorum be just those whom phase 1 leaves out",
    (count, { phase1, classic, fast }) => phase1 + classic >= count && phase1 + 2 * fast > 2 * count,
  ),
  sizes(
    "wants classic quorums to be majorities",
    (count, given) => 2 * given.classic > count && right.areSafe(count, given),
  ),
  sizes(
    "wants phase-1 quorums to be majorities",
    (count, given) => 2 * given.phase1 > count && right.areSafe(count, given),
  ),
  sizes(
    "wants three fast quorums to meet",
    (count, given) => 3 * given.fast > 2 * count && right.areSafe(count, given),
  ),
  sizes(
    "has quorums meet two at a time",
    (count, { phase1, classic, fast }) =>
      phase1 + classic > count && phase1 + fast > count && 2 * fast > count,
  ),
  sizes(
    "mixes up classic and fast",
    (count, { phase1, classic, fast }) => phase1 + fast > count && phase1 + 2 * classic > 2 * count,
  ),
  candidate("never finds a gap", { findGap: () => null }),
  candidate("looks for gaps at classic quorums only", {
    findGap: (listed) => right.findGap({ ...listed, fast: [] }),
  }),
  candidate("looks for gaps at fast quorums only", {
    findGap: (listed) => right.findGap({ ...listed, classic: [] }),
  }),
  candidate("looks at listed quorums two at a time", {
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
  candidate("never puts a fast quorum beside itself", {
    findGap({ phase1, classic, fast }) {
      const found = right.findGap({ phase1, classic, fast: [] });
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
  candidate("looks at the first phase-1 quorum only", {
    findGap: ({ phase1, ...others }) => right.findGap({ phase1: phase1.slice(0, 1), ...others }),
  }),
  candidate("compares fast quorums with their neighbours in the list", {
    findGap({ phase1, classic, fast }) {
      const found = right.findGap({ phase1, classic, fast: [] });
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
  candidate("wants classic quorums to meet each other", {
    findGap(listed) {
      const [first, second] = listed.classic;
      const areApart = first !== undefined && second !== undefined && !share(first, second);
      return areApart ? { kind: "classic", phase1: first, classic: second } : right.findGap(listed);
    },
  }),
  candidate("says whether there is a gap, and names any quorums", {
    findGap(listed) {
      const gap = right.findGap(listed);
      if (gap === null || gap.kind === "classic") return gap;
      return { kind: "fast", phase1: listed.phase1[0]!, first: listed.fast[0]!, second: listed.fast[1]! };
    },
  }),
];

/** Right, though not as the reference does it. */
export const fastQuorumVariants: readonly Candidate<FastQuorumModule>[] = [
  candidate("tries one size after the other", {
    leastFast(count, phase1) {
      let fast = 1;
      while (count - phase1 + 2 * (count - fast) >= count) fast++;
      return fast;
    },
  }),
  candidate("finds the last gap, fast ones first, and turns its quorums round", {
    findGap({ phase1, classic, fast }) {
      const backwards = [phase1, classic, fast].map((list) => list.toReversed());
      const [asked = [], others = [], pairs = []] = backwards;
      const gap =
        right.findGap({ phase1: asked, classic: [], fast: pairs }) ??
        right.findGap({ phase1: asked, classic: others, fast: [] });
      if (gap === null || gap.kind === "classic") return gap;
      return { ...gap, first: gap.second.toReversed(), second: gap.first.toReversed() };
    },
  }),
  candidate("seats the quorums, and looks whether everybody can be missing from one", {
    areSafe(count, { phase1, classic, fast }) {
      const canMiss = (...sizes: readonly number[]): boolean =>
        sizes.reduce((missing, size) => missing + count - size, 0) >= count;
      return !canMiss(phase1, classic) && !canMiss(phase1, fast, fast);
    },
  }),
];
