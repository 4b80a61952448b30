import type { NodeSet } from "../../../src/core/index.ts";
import * as solution from "../../../solutions/flexible-quorum/flexible-quorum.ts";
import type { Planted } from "./visible.ts";

type Exercise = typeof solution;

const variant = (bug: string, change: Partial<Exercise>): Planted<Exercise> => ({
  bug,
  exercise: { ...solution, ...change },
});

const majority = (count: number): number => Math.floor(count / 2) + 1;
const apart = (one: NodeSet, other: NodeSet): boolean => !one.some((node) => other.includes(node));

export const wrongFlexibleQuorums: readonly Planted<Exercise>[] = [
  variant("majorities in both phases", {
    areSafe: (count, { phase1, phase2 }) => 2 * phase1 > count && 2 * phase2 > count,
  }),
  variant("a majority in one of the phases is enough", {
    areSafe: (count, { phase1, phase2 }) => 2 * phase1 > count || 2 * phase2 > count,
  }),
  variant("quorums may lie side by side", {
    areSafe: (count, { phase1, phase2 }) => phase1 + phase2 >= count,
  }),
  variant("two phase-2 quorums must meet as well", {
    areSafe: (count, { phase1, phase2 }) => phase1 + phase2 > count && 2 * phase2 > count,
  }),
  variant("two phase-1 quorums must meet as well", {
    areSafe: (count, { phase1, phase2 }) => phase1 + phase2 > count && 2 * phase1 > count,
  }),
  variant("everything is safe", { areSafe: () => true }),
  variant("phase 2 takes a majority whatever phase 1 takes", { leastPhase2: majority }),
  variant("phase 2 takes just those that phase 1 leaves out", {
    leastPhase2: (count, phase1) => count - phase1,
  }),
  variant("phase 2 takes one too many", { leastPhase2: (count, phase1) => count - phase1 + 2 }),
  variant("no gap is ever found", { findGap: () => null }),
  variant("only the first of each list is looked at", {
    findGap: ({ phase1, phase2 }) =>
      solution.findGap({ phase1: phase1.slice(0, 1), phase2: phase2.slice(0, 1) }),
  }),
  variant("quorums at the same place in the lists are compared", {
    findGap({ phase1, phase2 }) {
      const place = phase1.findIndex((quorum, nth) => phase2[nth] && apart(quorum, phase2[nth]));
      return place < 0 ? null : { phase1: phase1[place]!, phase2: phase2[place]! };
    },
  }),
  variant("a gap is named the wrong way round", {
    findGap(listed) {
      const gap = solution.findGap(listed);
      return gap && { phase1: gap.phase2, phase2: gap.phase1 };
    },
  }),
  variant("two phase-2 quorums that do not meet are a gap", {
    findGap({ phase1, phase2 }) {
      for (const one of phase2) {
        const other = phase2.find((quorum) => apart(one, quorum));
        if (other !== undefined) return { phase1: one, phase2: other };
      }
      return solution.findGap({ phase1, phase2 });
    },
  }),
  variant("quorums that are not equal are a gap", {
    findGap({ phase1, phase2 }) {
      for (const one of phase1) {
        const other = phase2.find((quorum) => quorum.join() !== one.join());
        if (other !== undefined) return { phase1: one, phase2: other };
      }
      return null;
    },
  }),
  variant("rows and columns are exchanged", {
    grid(rows, columns) {
      const { phase1, phase2 } = solution.grid(rows, columns);
      return { phase1: phase2, phase2: phase1 };
    },
  }),
  variant("as many columns as rows", { grid: (rows) => solution.grid(rows, rows) }),
  variant("rows are counted off by the number of rows", {
    grid: (rows, columns) => ({
      phase1: Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => row * rows + column),
      ),
      phase2: solution.grid(rows, columns).phase2,
    }),
  }),
  variant("rows in both phases", {
    grid(rows, columns) {
      const { phase1 } = solution.grid(rows, columns);
      return { phase1, phase2: phase1 };
    },
  }),
  variant("a quorum goes on while any member is up", {
    goesOn: (quorums, down) => quorums.some((quorum) => quorum.some((node) => !down.includes(node))),
  }),
  variant("all quorums must be whole", {
    goesOn: (quorums, down) => quorums.every((quorum) => apart(quorum, down)),
  }),
  variant("goes on unless a whole quorum is down", {
    goesOn: (quorums, down) => !quorums.some((quorum) => quorum.every((node) => down.includes(node))),
  }),
  variant("tolerates one less than there are quorums", { tolerates: (quorums) => quorums.length - 1 }),
  variant("tolerates all but the smallest quorum, with luck", {
    tolerates: (quorums) =>
      new Set(quorums.flat()).size - Math.min(...quorums.map((quorum) => quorum.length)),
  }),
  variant("tolerates what is fatal", { tolerates: (quorums) => solution.tolerates(quorums) + 1 }),
  variant("strikes whoever is in the most quorums", {
    tolerates(quorums) {
      let [left, struck] = [quorums, 0];
      for (; left.length > 0; struck++) {
        const among = (node: number): number => left.filter((quorum) => quorum.includes(node)).length;
        const most = [...new Set(left.flat())]
          .toSorted((a, b) => a - b)
          .reduce((a, b) => (among(b) > among(a) ? b : a));
        left = left.filter((quorum) => !quorum.includes(most));
      }
      return struck - 1;
    },
  }),
  variant("the cheapest are majorities", {
    cheapest: (count) => ({ phase1: majority(count), phase2: majority(count) }),
  }),
  variant("the cheapest, with as many in phase 2 as may be", {
    cheapest(count, { steady, takeover }) {
      const sizes = { phase1: steady + 1, phase2: count - steady };
      return sizes.phase1 <= count - takeover ? sizes : null;
    },
  }),
  variant("the two parts of the target are exchanged", {
    cheapest: (count, { steady, takeover }) =>
      solution.cheapest(count, { steady: takeover, takeover: steady }),
  }),
  variant("nothing is ever too much to ask for", {
    cheapest: (count, { takeover }) => ({ phase1: count - takeover, phase2: takeover + 1 }),
  }),
  variant("phase 1 asks everybody", {
    cheapest(count, target) {
      const sizes = solution.cheapest(count, target);
      return sizes && { ...sizes, phase1: count };
    },
  }),
  variant("phase 2 is one too small", {
    cheapest(count, target) {
      const sizes = solution.cheapest(count, target);
      return sizes && { ...sizes, phase2: Math.max(1, sizes.phase2 - 1) };
    },
  }),
];
