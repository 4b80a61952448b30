import { formatBallot, sameData, type NodeId, type Vocabulary } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import type { LogEntry, LogOnDisk, LogOptions, Moment } from "./options.ts";

/** What a node's log shows in one slot. */
export type LogCell<Command> =
  | { readonly kind: "empty" }
  /** A snapshot stands for it. */
  | { readonly kind: "cut" }
  /** On the node's disk; it does not know whether it is chosen. */
  | { readonly kind: "accepted"; readonly entry: LogEntry<Command> }
  /** Known to be chosen, and executed. */
  | { readonly kind: "applied"; readonly entry: LogEntry<Command> };

export interface LogRow<Command> {
  readonly name: string;
  readonly isUp: boolean;
  /** All slots below are applied. */
  readonly applied: number;
  readonly cell: (slot: number) => LogCell<Command>;
}

/** The logs of all nodes at one moment. */
export interface LogPanel<Command> extends Moment {
  readonly rows: readonly LogRow<Command>[];
  /** By slot, what a quorum has accepted at one ballot; two different entries are a disaster. */
  readonly chosen: ReadonlyMap<number, readonly LogEntry<Command>[]>;
  /** The slot after the last that any node has. */
  readonly end: number;
}

/** Follows a trace, and tells at some moments what the logs look like. */
export function panelsOf<V extends Vocabulary, Command>(
  trace: Trace<V>,
  options: LogOptions<V, Command>,
): readonly LogPanel<Command>[] {
  const { at = [{ at: trace.events.at(-1)?.at ?? 0 }], see } = options;
  const logs = trace.names.map((): Copy<Command> => ({ disk: blank, applied: 0, isUp: true }));
  const votes = new Votes<Command>();
  const panels: LogPanel<Command>[] = [];
  let next = 0;
  for (const moment of at.toSorted((a, b) => a.at - b.at)) {
    for (; next < trace.events.length && trace.events[next]!.at <= moment.at; next++) {
      const event = trace.events[next]!;
      if (!("node" in event)) continue;
      const log = logs[event.node]!;
      if (event.kind === "crash") log.isUp = false;
      else if (event.kind === "start") [log.isUp, log.applied] = [true, 0];
      else if (event.kind === "persist") {
        log.disk = see.disk(event.value);
        votes.cast(event.node, log.disk);
      } else if (event.kind === "decide") {
        const seen = see.event(event.decision);
        if (seen !== null) log.applied = seen.kind === "applied" ? seen.slot + 1 : seen.slot;
      }
    }
    panels.push(panel(moment, trace.names, logs, votes.chosen(options)));
  }
  return panels;
}

interface Copy<Command> {
  disk: LogOnDisk<Command>;
  applied: number;
  isUp: boolean;
}

const blank: LogOnDisk<never> = { start: 0, entries: [] };

function panel<Command>(
  moment: Moment,
  names: readonly string[],
  logs: readonly Copy<Command>[],
  chosen: LogPanel<Command>["chosen"],
): LogPanel<Command> {
  const rows = logs.map(({ disk, applied, isUp }, node): LogRow<Command> => {
    const entries = new Map(disk.entries.map((entry) => [entry.slot, entry]));
    const cell = (slot: number): LogCell<Command> => {
      if (slot < disk.start) return { kind: "cut" };
      const entry = entries.get(slot);
      if (entry === undefined) return { kind: "empty" };
      return { kind: slot < applied ? "applied" : "accepted", entry };
    };
    return { name: names[node] ?? `node ${node}`, isUp, applied, cell };
  });
  const end = Math.max(
    0,
    ...logs.map(({ disk }) => Math.max(disk.start, ...disk.entries.map(({ slot }) => slot + 1))),
  );
  return { ...moment, rows, chosen, end };
}

/** Who has had what in which slot at which ballot: to see from outside what is chosen. */
class Votes<Command> {
  readonly #voters = new Map<string, { readonly entry: LogEntry<Command>; readonly nodes: Set<NodeId> }>();

  cast(node: NodeId, { entries }: LogOnDisk<Command>): void {
    for (const entry of entries) {
      const name = `${entry.slot} ${formatBallot(entry.ballot)}`;
      const known = this.#voters.get(name);
      if (known === undefined) this.#voters.set(name, { entry, nodes: new Set([node]) });
      else known.nodes.add(node);
    }
  }

  chosen({ quorums }: Pick<LogOptions<Vocabulary, Command>, "quorums">): LogPanel<Command>["chosen"] {
    const chosen = new Map<number, LogEntry<Command>[]>();
    if (quorums === undefined) return chosen;
    for (const { entry, nodes } of this.#voters.values()) {
      if (!quorums.isPhase2Quorum([...nodes].toSorted((a, b) => a - b))) continue;
      const known = chosen.get(entry.slot) ?? [];
      if (!known.some((other) => isSame(other, entry))) known.push(entry);
      chosen.set(entry.slot, known);
    }
    return chosen;
  }
}

const isSame = <Command>(a: LogEntry<Command>, b: LogEntry<Command>): boolean =>
  a.other === b.other && sameData(a.commands, b.commands);

/** Slots in which two nodes have applied different things, or a quorum has accepted different things. */
export function conflictsIn<Command>({ rows, chosen, end }: LogPanel<Command>): ReadonlySet<number> {
  const conflicts = new Set<number>();
  for (let slot = 0; slot < end; slot++) {
    const applied = rows.flatMap(({ cell }) => {
      const seen = cell(slot);
      return seen.kind === "applied" ? [seen.entry] : [];
    });
    const settled = [...applied, ...(chosen.get(slot) ?? [])];
    if (settled.some((entry) => !isSame(entry, settled[0]!))) conflicts.add(slot);
  }
  return conflicts;
}

/** The ballots of all entries, in order of their first appearance. */
export function ballotsIn<Command>(panels: readonly LogPanel<Command>[]): readonly string[] {
  const ballots = new Set<string>();
  for (const { rows, end } of panels) {
    for (let slot = 0; slot < end; slot++) {
      for (const { cell } of rows) {
        const seen = cell(slot);
        if ("entry" in seen) ballots.add(formatBallot(seen.entry.ballot));
      }
    }
  }
  return [...ballots].toSorted((a, b) => rank(a) - rank(b));
}

/** Rounds first, then nodes: text would put 10.0 before 9.0. */
function rank(ballot: string): number {
  const [round = 0, node = 0] = ballot.split(".").map(Number);
  return round * 1_000 + node;
}
