import {
  commitCosts,
  commitProtocols,
  commitTrial,
  drawSchedule,
  everyTrouble,
  relatives,
  troubleName,
  type CommitProtocol,
  type Contestant,
  type TrialReport,
  type TroubleName,
} from "../compare/index.ts";
import { mean, rounded } from "./numbers.ts";

export interface TableOptions {
  /** So many nodes may fail at once, and do. */
  readonly f: number;
  /** How many schedules of faults: those of the seeds 1, 2, … */
  readonly seeds: number;
}

/** A row of the table of the whole, ready to be shown. A text stands where there is no number, and says why. */
export type WholeRow = Readonly<
  {
    protocol: string;
    bears: string;
    nodes: number;
    "message delays": number | string;
    messages: number | string;
    bytes: number | string;
    "median (ms)": number | string;
    "99 % within (ms)": number | string;
  } & { [Trouble in TroubleName as GapColumn<Trouble>]: number | string } & {
    unanswered: number | string;
    lost: number | string;
    "executed twice": number | string;
    "promises broken": number;
  }
>;

type GapColumn<Trouble extends TroubleName> = `${Trouble}: gap (ms)`;

/**
 * The same schedules of faults given to all relatives, with as many nodes as each needs for f faults. Costs are of one
 * command, asked at the leader while nothing fails; gaps are the longest time in which nobody is answered because of a
 * trouble, on average over the schedules.
 */
export function wholeTable({ f, seeds }: TableOptions): readonly WholeRow[] {
  return [
    ...relatives.map((relative) => logRow(relative, { f, seeds })),
    ...commitProtocols.map((protocol) => commitRow(protocol, { f, seeds })),
  ];
}

export function seedsUpTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, nth) => nth + 1);
}

function logRow(
  { name, tolerates, nodesFor, calm, trial }: Contestant,
  { f, seeds }: TableOptions,
): WholeRow {
  const { atLeader } = calm({ f, seed: 1 });
  const reports = seedsUpTo(seeds).map((seed) => trial(f, { schedule: drawSchedule({ f, seed }), seed }));
  const total = (count: (report: TrialReport) => number): number =>
    reports.reduce((sum, report) => sum + count(report), 0);
  return {
    protocol: name,
    bears: inWords(f, tolerates),
    nodes: nodesFor(f),
    "message delays": atLeader?.delays ?? "not all answered",
    messages: atLeader === null ? "not all answered" : rounded(atLeader.messages, 1),
    bytes: atLeader === null ? "not all answered" : rounded(atLeader.bytes),
    "median (ms)": rounded(mean(reports.map(({ latency }) => latency.p50)) / 1_000, 1),
    "99 % within (ms)": rounded(mean(reports.map(({ latency }) => latency.p99)) / 1_000),
    ...gaps((name) => {
      const suffered = reports.flatMap(({ troubles }) =>
        troubles.filter(({ trouble }) => troubleName(trouble) === name),
      );
      return rounded(mean(suffered.map(({ gap }) => gap)) / 1_000);
    }),
    unanswered: total(({ asked, answered }) => asked - answered),
    lost: total(({ lost }) => lost),
    "executed twice": total(({ doubled }) => doubled),
    "promises broken": total(({ problem }) => (problem === null ? 0 : 1)),
  };
}

const noLog = "no log: one transaction";

function commitRow(protocol: CommitProtocol, { f, seeds }: TableOptions): WholeRow {
  const { delays, messages, bytes } = commitCosts(protocol, f);
  const reports = seedsUpTo(seeds).map((seed) => commitTrial({ protocol, f, seed }));
  const blocked = reports.filter((report) => report.blocked.length > 0).length;
  const waits = reports.flatMap(({ wait }) => (wait === null ? [] : [wait]));
  return {
    protocol,
    bears: protocol === "Paxos Commit" ? inWords(f, "crashes") : "no crash of its coordinator",
    nodes: 2 * f + 1,
    "message delays": delays,
    messages,
    bytes,
    "median (ms)": noLog,
    "99 % within (ms)": noLog,
    ...gaps((name) =>
      name !== "leader crashes"
        ? noLog
        : blocked === 0
          ? rounded(mean(waits) / 1_000)
          : `blocked for as long as it is away, in ${blocked} of ${seeds}`,
    ),
    unanswered: noLog,
    lost: noLog,
    "executed twice": noLog,
    "promises broken": reports.filter(({ problem }) => problem !== null).length,
  };
}

function gaps<Cell>(
  of: (name: TroubleName) => Cell,
): Readonly<{ [Trouble in TroubleName as GapColumn<Trouble>]: Cell }> {
  return Object.fromEntries(everyTrouble.map((name) => [`${name}: gap (ms)`, of(name)])) as {
    [Trouble in TroubleName as GapColumn<Trouble>]: Cell;
  };
}

/** `1 crash`, `2 liars`. */
function inWords(f: number, what: Contestant["tolerates"]): string {
  const [one, many] = what === "crashes" ? ["crash", "crashes"] : ["liar", "liars"];
  return `${f} ${f === 1 ? one : many}`;
}
