import {
  emptyArray,
  itemAt,
  sameData,
  sparseDifference,
  withItem,
  type Property,
  type SparseArray,
} from "../../../core/index.ts";
import { termAt, type Content } from "../log.ts";
import type { Raft } from "../vocabulary.ts";
import { disksAfter, type Disks } from "./disks.ts";

interface MatchingMemory<S, C, R> {
  readonly disks: Disks<S, C, R>;
  /** By index and by term, what stands there, and the term of the entry before it. */
  readonly known: SparseArray<SparseArray<Known<C>>>;
  readonly flaw: string | null;
}

interface Known<C> {
  readonly content: Content<C>;
  /** Null where the log began there. */
  readonly termBefore: number | null;
}

/**
 * Log Matching: if two logs contain an entry with the same index and term, then the logs are identical in all entries up
 * through the given index (figure 3).
 *
 * Which holds if the entries themselves are the same, and those before them have the same term: these then are such a
 * pair again.
 */
export function logMatching<S, C, R>(): Property<Raft<S, C, R>, MatchingMemory<S, C, R>> {
  return {
    name: "log matching",
    initial: { disks: [], known: emptyArray, flaw: null },
    watches: ["start", "persist"],
    observe(memory, node, event) {
      const disks = disksAfter(memory.disks, node, event);
      if (disks === memory.disks) return memory;
      const disk = disks[node] ?? null;
      if (disk === null) return { ...memory, disks };
      const before = memory.disks[node]?.log.entries ?? emptyArray;
      let { known } = memory;
      for (const { index, item } of sparseDifference(before, disk.log.entries).set) {
        const { term, content } = item;
        const termBefore = termAt(disk.log, index - 1);
        const terms = itemAt(known, index) ?? emptyArray;
        const other = itemAt(terms, term);
        if (other === null) {
          known = withItem(known, index, withItem(terms, term, { content, termBefore }));
        } else if (!sameData(other, { content, termBefore })) {
          const flaw = `node ${node}'s log has ${JSON.stringify(content)} at index ${index} and term ${term} after an entry of term ${termBefore}, another has ${JSON.stringify(other.content)} after one of term ${other.termBefore}`;
          return { ...memory, flaw };
        }
      }
      return { ...memory, disks, known };
    },
    violation: ({ flaw }) => flaw,
  };
}
