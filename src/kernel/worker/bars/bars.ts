import { randomUUID } from "node:crypto";
import { currentCell } from "../current-cell.ts";
import type { BarPhase, BarState } from "./state.ts";

/** Bars are shown anew at most this often, in milliseconds. */
const showEvery = 100;

export interface ShownBars {
  readonly cellId: number;
  /** Names the place where they are shown. */
  readonly id: string;
  readonly bars: readonly BarState[];
  /** Nothing has been shown in this place before. */
  readonly isNew: boolean;
}

export interface Bar {
  advance(): void;
  end(phase: Exclude<BarPhase, "running">): void;
}

interface Line {
  readonly label: string;
  readonly total: number | undefined;
  readonly start: number;
  /** When it ended, or was looked at last. */
  now: number;
  count: number;
  phase: BarPhase;
}

/** Bars of one cell that run at the same time are shown together, a line each. */
interface Group {
  readonly id: string;
  readonly cellId: number;
  readonly lines: Line[];
  lastShown: number;
  timer: NodeJS.Timeout | undefined;
}

/** The progress bars of all cells. */
export class Bars {
  readonly #show: (shown: ShownBars) => void;
  /** By cell: those with a bar that runs. */
  readonly #groups = new Map<number, Group>();
  /** Lines of loops that were left in this turn of the event loop: by `break`, or by an error. */
  readonly #justStopped = new Map<Line, Group>();

  constructor(show: (shown: ShownBars) => void) {
    this.#show = show;
  }

  open(label: string, total: number | undefined): Bar {
    const start = performance.now();
    const line: Line = { label, total, start, now: start, count: 0, phase: "running" };
    const group = this.#join(line);
    this.#showSoon(group);
    return {
      advance: () => {
        line.count += 1;
        this.#showSoon(group);
      },
      end: (phase) => this.#end(line, group, phase),
    };
  }

  /** A loop that V8 was told to stop, or that waits for ever, cannot end its bar itself. */
  interruptCell(cellId: number): void {
    const group = this.#groups.get(cellId);
    for (const line of group?.lines ?? []) {
      if (group && line.phase === "running") this.#end(line, group, "interrupted");
    }
  }

  /** Loops left in the very moment in which their cell failed were left by the error. */
  failCell(cellId: number): void {
    for (const [line, group] of this.#justStopped) {
      if (group.cellId !== cellId) continue;
      line.phase = "failed";
      this.#showNow(group);
    }
  }

  /** In the place of a line that is done, if there is one: a loop within a loop needs one line, not hundreds. */
  #join(line: Line): Group {
    const cellId = currentCell();
    const group = this.#groups.get(cellId) ?? newGroup(cellId);
    this.#groups.set(cellId, group);
    const done = group.lines.findIndex(({ phase }) => phase === "done");
    if (done === -1) group.lines.push(line);
    else group.lines[done] = line;
    return group;
  }

  #end(line: Line, group: Group, phase: BarPhase): void {
    // A loop that was interrupted may go on unseen, and come to an end of its own.
    if (line.phase !== "running") return;
    line.phase = phase;
    line.now = performance.now();
    if (phase === "stopped") {
      this.#justStopped.set(line, group);
      setImmediate(() => this.#justStopped.delete(line));
    }
    if (group.lines.some((other) => other.phase === "running")) {
      this.#showSoon(group);
    } else {
      this.#groups.delete(group.cellId);
      this.#showNow(group);
    }
  }

  #showSoon(group: Group): void {
    const wait = group.lastShown + showEvery - performance.now();
    if (wait <= 0) this.#showNow(group);
    else group.timer ??= setTimeout(() => this.#showNow(group), wait);
  }

  #showNow(group: Group): void {
    clearTimeout(group.timer);
    group.timer = undefined;
    const isNew = group.lastShown === never;
    group.lastShown = performance.now();
    this.#show({ cellId: group.cellId, id: group.id, bars: group.lines.map(stateOf), isNew });
  }
}

const never = Number.NEGATIVE_INFINITY;

function newGroup(cellId: number): Group {
  return { id: randomUUID(), cellId, lines: [], lastShown: never, timer: undefined };
}

function stateOf(line: Line): BarState {
  const { label, count, total, start, phase } = line;
  if (phase === "running") line.now = performance.now();
  return { label, count, elapsedMs: line.now - start, phase, ...(total === undefined ? {} : { total }) };
}
