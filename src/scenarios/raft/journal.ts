import { emptyArray, itemsFrom, nodes, type NodeId, type Service } from "../../core/index.ts";
import { appliedInOrder, logAgreement } from "../../properties/index.ts";
import {
  appended,
  blank,
  emptyLog,
  logEventIn,
  raftSafety,
  type Configuration,
  type Durable,
  type Log,
  type Raft,
} from "../../protocols/raft/index.ts";

/** Raft over a journal to which every command adds a line. */
export type Journal = Raft<readonly string[], string, number>;

export type JournalRules = NonNullable<Configuration<readonly string[], string, number>["rules"]>;

export type JournalDisk = Durable<readonly string[], string, number>;

export const journal: Service<readonly string[], string, number> = {
  name: "journal",
  initial: [],
  apply: (lines, line) => ({ state: [...lines, line], result: lines.length + 1 }),
};

/** What Raft guarantees (figure 3 of the paper), State Machine Safety among it under its name of log agreement. */
export function journalSafety() {
  return [
    ...raftSafety<readonly string[], string, number>(),
    logAgreement<Journal>(logEventIn),
    appliedInOrder<Journal>(logEventIn),
  ];
}

/** A server's disk, with a log of entries of these terms; each has a line that says which entry it is. */
export function diskOf(
  count: number,
  terms: readonly number[],
  { currentTerm, votedFor = null }: { readonly currentTerm: number; readonly votedFor?: NodeId | null },
): JournalDisk {
  const log = terms.reduce<Log<string>>(
    (longer, term, nth) =>
      appended(longer, {
        term,
        content: { kind: "command", client: term, sequence: nth, command: lineOf(term, nth + 1) },
      }),
    emptyLog,
  );
  return { currentTerm, votedFor, log, snapshot: blank(journal, nodes(count)) };
}

export const lineOf = (term: number, index: number): string => `${"abcdefghijkl"[index - 1]}${term}`;

/** The terms of a log's entries, as the paper's figures show logs. */
export function termsOf(disk: JournalDisk | null): readonly number[] {
  return itemsFrom(disk?.log.entries ?? emptyArray).map(({ item }) => item.term);
}
