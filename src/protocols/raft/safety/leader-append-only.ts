import { sparseDifference, type NodeId, type Property } from "../../../core/index.ts";
import { termAt } from "../log.ts";
import type { Durable, Raft } from "../vocabulary.ts";
import { disksAfter, type Disks } from "./disks.ts";
import { termLed } from "./election-safety.ts";

interface AppendOnlyMemory<S, C, R> {
  readonly disks: Disks<S, C, R>;
  /** By node, the last term that it was seen to lead. */
  readonly led: readonly number[];
  readonly flaw: string | null;
}

/** Leader Append-Only: a leader never overwrites or deletes entries in its log; it only appends new entries (figure 3). */
export function leaderAppendOnly<S, C, R>(): Property<Raft<S, C, R>, AppendOnlyMemory<S, C, R>> {
  return {
    name: "leader append-only",
    initial: { disks: [], led: [], flaw: null },
    watches: ["start", "persist", "send"],
    observe(memory, node, event) {
      if (event.kind === "send") {
        const term = termLed(event.message);
        return term === null || memory.led[node] === term
          ? memory
          : { ...memory, led: withTerm(memory.led, node, term) };
      }
      const disks = disksAfter(memory.disks, node, event);
      if (disks === memory.disks) return memory;
      const [before, after] = [memory.disks[node] ?? null, disks[node] ?? null];
      const isLeader = before !== null && before.currentTerm === memory.led[node];
      if (!isLeader || after === null || after.currentTerm !== before.currentTerm)
        return { ...memory, disks };
      const index = firstLost(before, after);
      if (index === null) return { ...memory, disks };
      return {
        ...memory,
        flaw: `node ${node}, the leader of term ${after.currentTerm}, changes its log at index ${index}`,
      };
    },
    violation: ({ flaw }) => flaw,
  };
}

/** An index at which the earlier log has an entry that the later one does not have, though it should reach back to it. */
function firstLost<S, C, R>(before: Durable<S, C, R>, after: Durable<S, C, R>): number | null {
  const gone = sparseDifference(after.log.entries, before.log.entries).set;
  const lost = gone.find(
    ({ index, item }) => index > after.log.base.index && termAt(after.log, index) !== item.term,
  );
  return lost?.index ?? null;
}

function withTerm(led: readonly number[], node: NodeId, term: number): readonly number[] {
  const length = Math.max(led.length, node + 1);
  return Array.from({ length }, (_, other) => (other === node ? term : (led[other] ?? 0)));
}
