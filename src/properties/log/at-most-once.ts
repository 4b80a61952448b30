import {
  emptyArray,
  itemAt,
  withItem,
  type Property,
  type SparseArray,
  type Vocabulary,
} from "../../core/index.ts";
import { describeFlaw, seenIn, type CommandName, type Flaw, type LogLens } from "./lens.ts";

interface OnceMemory {
  /** The first slot that no node has applied yet. */
  readonly frontier: number;
  /** The last command executed for each client. */
  readonly last: SparseArray<number>;
  readonly flaw: Flaw | null;
}

/**
 * At most once: in the course of the log no command is executed twice, nor one that its client asked for before another.
 *
 * It looks at whoever is the first to apply a slot. That the others do the same there is log agreement.
 */
export function atMostOnce<V extends Vocabulary>(lens: LogLens<V>): Property<V, OnceMemory> {
  return {
    name: "commands are executed at most once",
    initial: { frontier: 0, last: emptyArray, flaw: null },
    watches: ["decide"],
    observe(memory, node, event) {
      const seen = seenIn(lens, event);
      if (seen?.kind !== "applied" || seen.slot < memory.frontier) return memory;
      let { last } = memory;
      for (const command of seen.executed) {
        const before = itemAt(last, command.client);
        if (before !== null && before >= command.sequence) {
          const problem = `executed ${nameOf(command)} in slot ${seen.slot}, after its command ${before}`;
          return { ...memory, flaw: { node, problem } };
        }
        last = withItem(last, command.client, command.sequence);
      }
      return { ...memory, frontier: seen.slot + 1, last };
    },
    violation: ({ flaw }) => describeFlaw(flaw),
  };
}

const nameOf = ({ client, sequence }: CommandName): string => `client ${client}'s command ${sequence}`;
