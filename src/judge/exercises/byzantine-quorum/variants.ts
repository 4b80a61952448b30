import { nodes } from "../../../core/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { ByzantineQuorumModule } from "./port.ts";
import { common, groups, rightByzantineQuorum as right } from "./right.ts";

const candidate = (
  name: string,
  changed: Partial<ByzantineQuorumModule>,
): Candidate<ByzantineQuorumModule> => ({ name, module: { ...right, ...changed } });

/** Right, though not as the reference does it. */
export const byzantineQuorumVariants: readonly Candidate<ByzantineQuorumModule>[] = [
  candidate("tries one size after the other", {
    mostFaults(count) {
      let faults = 0;
      while (3 * (faults + 1) < count) faults++;
      return faults;
    },
    leastQuorum(count, faults) {
      for (let size = 1; size <= count - faults; size++) if (2 * size - count > faults) return size;
      return null;
    },
  }),
  candidate("finds the last split, and turns everything round", {
    findSplit(quorums, faults) {
      const found = right.findSplit(quorums.toReversed(), faults);
      return (
        found && {
          first: found.second.toReversed(),
          second: found.first,
          liars: common(found.second, found.first).toReversed(),
        }
      );
    },
  }),
  candidate("lets as few as possible be silent", {
    findStall(count, quorums, faults) {
      const sizes = Array.from({ length: faults + 1 }, (_, size) => size);
      return (
        sizes
          .flatMap((size) => groups(nodes(count).toReversed(), size))
          .find((silent) => quorums.every((quorum) => common(quorum, silent).length > 0)) ?? null
      );
    },
  }),
  candidate("believes of several things that enough have said the last", {
    believed: (votes, enough) => right.believed(votes.toReversed(), enough),
  }),
];
