import { contestantCalled, drawSchedule, troubleName, type CloserLook } from "../compare/index.ts";
import { mean, rounded } from "./numbers.ts";
import { seedsUpTo, type TableOptions } from "./whole.ts";

/** Something that is measured of all protocols in a table, and a column for each of them. A text says why there is no number. */
export type FactRow = Readonly<Record<string, number | string>>;

/**
 * Multi-Paxos, whose nodes accept slots in any order, beside Raft, whose logs are without holes, and whose leaders hold all
 * that is committed.
 */
export function paxosAgainstRaft(options: TableOptions): readonly FactRow[] {
  return sideBySide(["Multi-Paxos", "Raft"], options);
}

/** Zab, which keeps the order in which a primary has proposed, beside Multi-Paxos, which does not promise that. */
export function zabAgainstPaxos(options: TableOptions): readonly FactRow[] {
  return sideBySide(["Zab", "Multi-Paxos"], options);
}

/**
 * Protocols beside each other: the same questions, answered by runs with the same seeds.
 *
 * @throws RangeError if there is no protocol of such a name.
 */
export function sideBySide(protocols: readonly string[], options: TableOptions): readonly FactRow[] {
  const columns = protocols.map((protocol) => [protocol, factsOf(protocol, options)] as const);
  const questions = Object.keys(columns[0]?.[1] ?? {});
  return questions.map((question) => ({
    question,
    ...Object.fromEntries(columns.map(([protocol, facts]) => [protocol, facts[question as keyof Facts]])),
  }));
}

type Facts = ReturnType<typeof factsOf>;

function factsOf(protocol: string, { f, seeds }: TableOptions) {
  const { nodesFor, calm, trial, closely } = contestantCalled(protocol);
  const { atLeader, atFollower } = calm({ f, seed: 1 });
  const trials = seedsUpTo(seeds).map((seed) => trial(f, { schedule: drawSchedule({ f, seed }), seed }));
  const looks = closely === null ? null : seedsUpTo(seeds).map((seed) => closely({ f, seed }));
  const troubles = trials.flatMap((report) => report.troubles);
  const gapOf = (name: string): number =>
    mean(troubles.filter(({ trouble }) => troubleName(trouble) === name).map(({ gap }) => gap));
  const inMilliseconds = (gap: number): number => rounded(gap / 1_000);
  const unknown = "not all answered";
  return {
    nodes: nodesFor(f),
    "message delays, asked at the leader": atLeader?.delays ?? unknown,
    "message delays, asked at another node": atFollower?.delays ?? unknown,
    "messages for a command": atLeader === null ? unknown : rounded(atLeader.messages, 1),
    "bytes for a command": atLeader === null ? unknown : rounded(atLeader.bytes),
    "nobody is answered when the leader crashes (ms)": inMilliseconds(gapOf("leader crashes")),
    "nobody is answered when the leader is cut off (ms)": inMilliseconds(gapOf("leader cut off")),
    "runs in which a node's log had a hole": shareOf(looks, ({ hadHole }) => hadHole),
    "elections won without all that had been executed": wonWithout(looks),
    "runs in which a command overtook an earlier one of its leader": shareOf(
      looks,
      (look) => look.overtaken > 0,
    ),
    "commands lost or executed twice": trials.reduce((sum, { lost, doubled }) => sum + lost + doubled, 0),
  };
}

const noDisk = "keeps no log on disk";
const noLook = "only of logs that bear crashes";

/** `6 of 20`. */
function shareOf(looks: readonly CloserLook[] | null, isSo: (look: CloserLook) => boolean | null): string {
  if (looks === null) return noLook;
  const answers = looks.map(isSo);
  if (answers.includes(null)) return noDisk;
  return `${answers.filter((answer) => answer === true).length} of ${looks.length}`;
}

function wonWithout(looks: readonly CloserLook[] | null): string {
  if (looks === null) return noLook;
  if (looks.some(({ lacking }) => lacking === null)) return noDisk;
  const [lacking, elections] = [
    looks.reduce((sum, look) => sum + (look.lacking ?? 0), 0),
    looks.reduce((sum, look) => sum + look.elections, 0),
  ];
  return `${lacking} of ${elections}`;
}
