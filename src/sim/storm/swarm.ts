import type { Vocabulary } from "../../core/index.ts";
import type { Run, Violation } from "../run.ts";
import { drawStorm, type StormProfile } from "./profile.ts";
import { shrinkStorm } from "./shrink.ts";
import { weather, type Storm, type Vessel } from "./storm.ts";

/** Which storms to run: those of the seeds `from`, `from` + 1, … */
export interface Swarm<V extends Vocabulary> extends Vessel<V> {
  readonly storms: StormProfile<V>;
  /** By default 1. */
  readonly from?: number;
  readonly runs: number;
  /** Hears of every run, for instance to count what ought to happen now and then. */
  readonly onRun?: (run: Run<V>) => void;
}

/** What came of a swarm: how far it got, and the first storm that broke a property. */
export interface SwarmReport<V extends Vocabulary> {
  /** Storms run so far, the failing one included. */
  readonly runs: number;
  readonly failure: StormFailure<V> | null;
}

export interface StormFailure<V extends Vocabulary> {
  /** The storm as drawn; its seed replays it. */
  readonly storm: Storm<V>;
  /** The same with only the happenings that the failure needs. */
  readonly shrunk: Storm<V>;
  /** What goes wrong in the shrunk storm, and its whole story. */
  readonly run: Run<V>;
  readonly violation: Violation;
}

/** For what is too large to be explored exhaustively: many random storms, the first failing one shrunk. */
export function swarm<V extends Vocabulary>(search: Swarm<V>): SwarmReport<V> {
  const steps = swarmStepwise(search);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, giving way after every storm: to show progress, or to stop with what is known by then. */
export function* swarmStepwise<V extends Vocabulary>(
  search: Swarm<V>,
): Generator<SwarmReport<V>, SwarmReport<V>> {
  const { storms, from = 1, runs, onRun } = search;
  for (let nth = 0; nth < runs; nth++) {
    const storm = drawStorm(storms, from + nth);
    const run = weather(search, storm);
    onRun?.(run);
    if (run.violation !== null) return { runs: nth + 1, failure: explain(search, storm) };
    yield { runs: nth + 1, failure: null };
  }
  return { runs, failure: null };
}

function explain<V extends Vocabulary>(vessel: Vessel<V>, storm: Storm<V>): StormFailure<V> {
  const shrunk = shrinkStorm(storm, (smaller) => weather(vessel, smaller).violation !== null);
  const run = weather(vessel, shrunk);
  if (run.violation === null) throw new Error("A shrunk storm fails by construction.");
  return { storm, shrunk, run, violation: run.violation };
}
