import {
  emptyArray,
  itemAt,
  itemsFrom,
  withItem,
  type Property,
  type SparseArray,
} from "../../../core/index.ts";
import { termAt } from "../log.ts";
import type { Raft } from "../vocabulary.ts";
import { disksAfter, type Disks } from "./disks.ts";
import { termLed } from "./election-safety.ts";

interface CompletenessMemory<S, C, R> {
  readonly disks: Disks<S, C, R>;
  /** By index, the term of the entry that was committed there, and the term in which it was. */
  readonly committed: SparseArray<{ readonly term: number; readonly committedIn: number }>;
  /** The terms whose leaders have been looked at. */
  readonly led: SparseArray<true>;
  readonly flaw: string | null;
}

/**
 * Leader Completeness: if a log entry is committed in a given term, then that entry will be present in the logs of the
 * leaders for all higher-numbered terms (figure 3).
 *
 * The leader that commits an entry is the first to apply it, so the term that it then has on disk is the one in question.
 */
export function leaderCompleteness<S, C, R>(): Property<Raft<S, C, R>, CompletenessMemory<S, C, R>> {
  return {
    name: "leader completeness",
    initial: { disks: [], committed: emptyArray, led: emptyArray, flaw: null },
    watches: ["start", "persist", "send", "decide"],
    observe(memory, node, event) {
      const disks = disksAfter(memory.disks, node, event);
      if (disks !== memory.disks) return { ...memory, disks };
      if (event.kind === "decide" && event.decision.kind === "applied") {
        const { index, term } = event.decision;
        if (itemAt(memory.committed, index) !== null) return memory;
        const committedIn = disks[node]?.currentTerm ?? 0;
        return { ...memory, committed: withItem(memory.committed, index, { term, committedIn }) };
      }
      const led = event.kind === "send" ? termLed(event.message) : null;
      if (led === null || itemAt(memory.led, led) !== null) return memory;
      const lacking = lackingAt(disks[node]?.log ?? null, memory.committed, led);
      return {
        ...memory,
        led: withItem<true>(memory.led, led, true),
        flaw:
          lacking === null
            ? null
            : `node ${node} leads term ${led} without the entry that was committed at index ${lacking}`,
      };
    },
    violation: ({ flaw }) => flaw,
  };
}

function lackingAt<S, C, R>(
  log: Raft<S, C, R>["persisted"]["log"] | null,
  committed: CompletenessMemory<S, C, R>["committed"],
  led: number,
): number | null {
  const lacking = itemsFrom(committed).find(({ index, item: { term, committedIn } }) => {
    if (committedIn >= led) return false;
    if (log === null) return true;
    // For what lies before its log, its snapshot stands.
    return index > log.base.index && termAt(log, index) !== term;
  });
  return lacking?.index ?? null;
}
