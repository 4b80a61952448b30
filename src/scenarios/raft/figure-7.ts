import { milliseconds, nodes, seconds, type Time } from "../../core/index.ts";
import { raft } from "../../protocols/raft/index.ts";
import { simulate, type Run } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { diskOf, journal, journalSafety, termsOf, type Journal, type JournalRules } from "./journal.ts";
import { withDisks } from "./with-disks.ts";

export interface Figure7Options extends SeededOptions {
  /** Other code for some rules of the protocol. */
  readonly rules: JournalRules;
}

export interface Figure7Summary {
  /** When the server on top was elected, and when all logs were its log. */
  readonly electedAt: Time | null;
  readonly alikeAt: Time | null;
  /** The terms of each server's entries, at the beginning and at the end. */
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
  /** Who voted for it. */
  readonly voters: readonly string[];
  /** By server, how often it had to refuse the leader's entries before one fitted. */
  readonly conflicts: readonly number[];
  /** The beginning, the election, and when all were alike: to be shown by a figure of logs. */
  readonly moments: readonly { readonly at: Time; readonly words: string }[];
}

/** The server on top, and followers (a) to (f). */
const servers = ["leader", "(a)", "(b)", "(c)", "(d)", "(e)", "(f)"] as const;

const logs: readonly (readonly number[])[] = [
  [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
  [1, 1, 1, 4, 4, 5, 5, 6, 6],
  [1, 1, 1, 4],
  [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
  [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
  [1, 1, 1, 4, 4, 4, 4],
  [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
];

/**
 * The paper's figure 7: when the server on top is elected for term 8, its followers' logs may lack entries (a, b), have
 * ones that were never committed (c, d), or both (e, f). All of them end with the leader's log.
 */
export const raftFigure7: Scenario<Figure7Options, Journal, Figure7Summary> = {
  name: "raft-figure-7",
  title: "Figure 7 of the paper: a new leader, and what its followers' logs may be like",
  defaults: { seed: 1, rules: {} },
  run(changes = {}) {
    const { seed, rules } = { ...raftFigure7.defaults, ...changes };
    const disks = logs.map((terms) => diskOf(servers.length, terms, { currentTerm: 7 }));
    const run = simulate<Journal>({
      protocol: withDisks(raft({ members: nodes(servers.length), service: journal, rules }), disks),
      nodes: servers,
      seed,
      network: {
        latency: { kind: "constant", latency: milliseconds(5) },
        loss: 0,
        duplication: 0,
        ordering: "fifo",
      },
      // Nobody else's election timer rings before.
      clockRates: servers.map((_, node) => (node === 0 ? 1 : 0.2)),
      properties: journalSafety(),
      untilTime: seconds(1),
    });
    const { title } = raftFigure7;
    return { title, trace: run.trace, summary: summarise(run), groupOf: (node) => servers[node]!, run };
  },
};

function summarise({ trace, disks }: Run<Journal>): Figure7Summary {
  const voters = new Set<string>();
  const conflicts = servers.map(() => 0);
  const current = logs.map((terms) => terms.join());
  let electedAt: Time | null = null;
  let alikeAt: Time | null = null;
  for (const event of trace.events) {
    if (event.kind === "send" && event.message.kind === "append-entries") electedAt ??= event.at;
    if (event.kind === "send" && event.message.kind === "request-vote-reply" && event.message.voteGranted) {
      voters.add(servers[event.node]!);
    }
    if (event.kind === "send" && event.message.kind === "append-entries-reply") {
      if (event.message.outcome.kind === "conflict") conflicts[event.node]!++;
    }
    if (event.kind === "persist") {
      current[event.node] = termsOf(event.value).join();
      if (current.every((log) => log === current[0])) alikeAt ??= event.at;
    }
  }
  const moments = [
    { at: 0, words: "before the election" },
    ...(electedAt === null ? [] : [{ at: electedAt, words: "the server on top leads term 8" }]),
    ...(alikeAt === null ? [] : [{ at: alikeAt, words: "all have the leader's log" }]),
  ];
  return {
    electedAt,
    alikeAt,
    before: logs,
    after: disks.map((disk) => termsOf(disk)),
    voters: [...voters],
    conflicts,
    moments,
  };
}
