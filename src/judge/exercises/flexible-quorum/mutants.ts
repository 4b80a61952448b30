import { majoritySize } from "../../../core/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { FlexibleQuorumModule } from "./port.ts";
import { meet, rightFlexibleQuorum as right } from "./right.ts";

const candidate = (
  name: string,
  changed: Partial<FlexibleQuorumModule>,
): Candidate<FlexibleQuorumModule> => ({ name, module: { ...right, ...changed } });

/** Wrong ideas about flexible quorums, function by function. */
export const flexibleQuorumMutants: readonly Candidate<FlexibleQuorumModule>[] = [
  candidate("wants majorities in both phases", {
    areSafe: (count, { phase1, phase2 }) => 2 * phase1 > count && 2 * phase2 > count,
  }),
  candidate("takes a majority in one of the phases for enough", {
    areSafe: (count, { phase1, phase2 }) => 2 * phase1 > count || 2 * phase2 > count,
  }),
  candidate("lets quorums lie side by side", {
    areSafe: (count, { phase1, phase2 }) => phase1 + phase2 >= count,
  }),
  candidate("wants two phase-2 quorums to meet as well", {
    areSafe: (count, { phase1, phase2 }) => phase1 + phase2 > count && 2 * phase2 > count,
  }),
  candidate("wants two phase-1 quorums to meet as well", {
    areSafe: (count, { phase1, phase2 }) => phase1 + phase2 > count && 2 * phase1 > count,
  }),
  candidate("calls everything safe", { areSafe: () => true }),
  candidate("takes a majority in phase 2 whatever phase 1 takes", { leastPhase2: majoritySize }),
  candidate("takes for phase 2 just those that phase 1 leaves out", {
    leastPhase2: (count, phase1) => count - phase1,
  }),
  candidate("takes one too many in phase 2", { leastPhase2: (count, phase1) => count - phase1 + 2 }),
  candidate("never finds a gap", { findGap: () => null }),
  candidate("looks at the first of each list only", {
    findGap: ({ phase1, phase2 }) =>
      right.findGap({ phase1: phase1.slice(0, 1), phase2: phase2.slice(0, 1) }),
  }),
  candidate("compares quorums at the same place in the lists", {
    findGap({ phase1, phase2 }) {
      const place = phase1.findIndex((quorum, nth) => phase2[nth] && !meet(quorum, phase2[nth]));
      return place < 0 ? null : { phase1: phase1[place]!, phase2: phase2[place]! };
    },
  }),
  candidate("names a gap the wrong way round", {
    findGap(listed) {
      const gap = right.findGap(listed);
      return gap && { phase1: gap.phase2, phase2: gap.phase1 };
    },
  }),
  candidate("takes two phase-2 quorums that do not meet for a gap", {
    findGap({ phase1, phase2 }) {
      for (const one of phase2) {
        const other = phase2.find((quorum) => !meet(one, quorum));
        if (other !== undefined) return { phase1: one, phase2: other };
      }
      return right.findGap({ phase1, phase2 });
    },
  }),
  candidate("takes quorums that are not equal for a gap", {
    findGap({ phase1, phase2 }) {
      for (const one of phase1) {
        const other = phase2.find((quorum) => quorum.join() !== one.join());
        if (other !== undefined) return { phase1: one, phase2: other };
      }
      return null;
    },
  }),
  candidate("exchanges rows and columns", {
    grid(rows, columns) {
      const { phase1, phase2 } = right.grid(rows, columns);
      return { phase1: phase2, phase2: phase1 };
    },
  }),
  candidate("makes as many columns as rows", { grid: (rows) => right.grid(rows, rows) }),
  candidate("counts rows off by the number of rows", {
    grid: (rows, columns) => ({
      phase1: Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => row * rows + column),
      ),
      phase2: right.grid(rows, columns).phase2,
    }),
  }),
  candidate("takes rows in both phases", {
    grid(rows, columns) {
      const { phase1 } = right.grid(rows, columns);
      return { phase1, phase2: phase1 };
    },
  }),
  candidate("lets a quorum go on while any member is up", {
    goesOn: (quorums, down) => quorums.some((quorum) => quorum.some((node) => !down.includes(node))),
  }),
  candidate("wants all quorums to be whole", {
    goesOn: (quorums, down) => quorums.every((quorum) => !meet(quorum, down)),
  }),
  candidate("goes on unless a whole quorum is down", {
    goesOn: (quorums, down) => !quorums.some((quorum) => quorum.every((node) => down.includes(node))),
  }),
  candidate("tolerates one less than there are quorums", { tolerates: (quorums) => quorums.length - 1 }),
  candidate("tolerates all but the smallest quorum, with luck", {
    tolerates: (quorums) =>
      new Set(quorums.flat()).size - Math.min(...quorums.map((quorum) => quorum.length)),
  }),
  candidate("tolerates what is fatal", { tolerates: (quorums) => right.tolerates(quorums) + 1 }),
  candidate("strikes whoever is in the most quorums first", {
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
  candidate("takes majorities for the cheapest", {
    cheapest: (count) => ({ phase1: majoritySize(count), phase2: majoritySize(count) }),
  }),
  candidate("takes as many in phase 2 as may be for the cheapest", {
    cheapest(count, { steady, takeover }) {
      const sizes = { phase1: steady + 1, phase2: count - steady };
      return sizes.phase1 <= count - takeover ? sizes : null;
    },
  }),
  candidate("exchanges the two parts of the target", {
    cheapest: (count, { steady, takeover }) => right.cheapest(count, { steady: takeover, takeover: steady }),
  }),
  candidate("thinks that nothing is too much to ask for", {
    cheapest: (count, { takeover }) => ({ phase1: count - takeover, phase2: takeover + 1 }),
  }),
  candidate("asks everybody in phase 1 for the cheapest", {
    cheapest(count, target) {
      const sizes = right.cheapest(count, target);
      return sizes && { ...sizes, phase1: count };
    },
  }),
  candidate("makes phase 2 one too small for the cheapest", {
    cheapest(count, target) {
      const sizes = right.cheapest(count, target);
      return sizes && { ...sizes, phase2: Math.max(1, sizes.phase2 - 1) };
    },
  }),
];
