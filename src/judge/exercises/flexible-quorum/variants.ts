import type { NodeSet } from "../../../core/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { FlexibleQuorumModule } from "./port.ts";
import { rightFlexibleQuorum as right } from "./right.ts";

const candidate = (
  name: string,
  changed: Partial<FlexibleQuorumModule>,
): Candidate<FlexibleQuorumModule> => ({ name, module: { ...right, ...changed } });

/** All groups among these nodes, the smaller ones first. */
const groups = (among: NodeSet): readonly NodeSet[] =>
  among
    .reduce<readonly NodeSet[]>((all, node) => all.concat(all.map((group) => [...group, node])), [[]])
    .toSorted((a, b) => a.length - b.length);

/** Right, though not as the reference does it. */
export const flexibleQuorumVariants: readonly Candidate<FlexibleQuorumModule>[] = [
  candidate("tries one group after the other, and one size after the other", {
    tolerates(quorums) {
      const fatal = groups([...new Set(quorums.flat())]).find((down) => !right.goesOn(quorums, down));
      return (fatal?.length ?? 0) - 1;
    },
    leastPhase2(count, phase1) {
      let phase2 = 1;
      while (!right.areSafe(count, { phase1, phase2 })) phase2++;
      return phase2;
    },
    cheapest(count, { steady, takeover }) {
      for (let phase2 = 1; phase2 <= count - steady; phase2++) {
        for (let phase1 = 1; phase1 <= count - takeover; phase1++) {
          if (right.areSafe(count, { phase1, phase2 })) return { phase1, phase2 };
        }
      }
      return null;
    },
  }),
  candidate("finds the last gap, and turns its quorums round", {
    findGap({ phase1, phase2 }) {
      const gap = right.findGap({ phase1: phase1.toReversed(), phase2: phase2.toReversed() });
      return gap && { phase1: gap.phase1.toReversed(), phase2: gap.phase2.toReversed() };
    },
  }),
  candidate("fills the grid from a counter", {
    grid(rows, columns) {
      const phase1 = Array.from({ length: rows }, (): number[] => []);
      const phase2 = Array.from({ length: columns }, (): number[] => []);
      for (let node = 0; node < rows * columns; node++) {
        phase1[Math.floor(node / columns)]!.push(node);
        phase2[node % columns]!.push(node);
      }
      return { phase1, phase2 };
    },
  }),
];
