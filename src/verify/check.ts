import { explorer, type Limits, type Model, type Report } from "../check/index.ts";
import type { Phrasebook, Vocabulary } from "../core/index.ts";
import { counterexample } from "./counterexample.ts";
import { NotebookProgress } from "./notebook-progress.ts";
import { verdict, type Verdict } from "./verdict.ts";

export interface CheckOptions<V extends Vocabulary> {
  /** How this protocol is spoken of, for counterexamples. */
  readonly phrases?: Phrasebook<V>;
  /** Do not look beyond states this deep. */
  readonly depth?: number;
  readonly states?: number;
  readonly megabytes?: number;
  readonly seconds?: number;
  /** Hears how far the search has got, several times a second. By default a line in the notebook tells it. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the search early, with what it has found by then. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly states: number;
  readonly depth: number;
  readonly seconds: number;
  readonly statesPerSecond: number;
  readonly bytes: number;
}

/**
 * Explores everything that the model allows and says what it found: a value that shows itself.
 *
 * Gives way to the event loop several times a second, so a notebook stays answerable and the search can be
 * stopped: by `options.signal`, or by the stop button.
 *
 * @throws StepFault if the protocol's code breaks its contract.
 */
export async function check<V extends Vocabulary>(
  model: Model<V>,
  options: CheckOptions<V> = {},
): Promise<Verdict<V>> {
  const line = new NotebookProgress();
  const { phrases, onProgress = (progress: Progress): void => line.show(progress), ...others } = options;
  const limits = { ...others, onProgress };
  const { report, seconds } = await search((within) => explorer(model, within), limits);
  line.end();
  const { violation } = report;
  const found = violation && counterexample(model, violation, phrases);
  return verdict({ model, report, seconds, counterexample: found });
}

/** A search that can be driven: an {@link Explorer}, or one of a specification. */
interface Drivable<Found> {
  advance(states: number): boolean;
  report(): Found;
}

type Effort = Pick<Report<Vocabulary>, "states" | "depth" | "bytes">;

export interface Searched<Found> {
  readonly report: Found;
  readonly seconds: number;
}

/** How long the search may think before it gives way, in milliseconds. */
const slice = 50;

/** Drives a search to its end, or to that of the patience with it. */
export async function search<Found extends Effort>(
  begin: (limits: Limits) => Drivable<Found>,
  options: Omit<CheckOptions<Vocabulary>, "phrases">,
): Promise<Searched<Found>> {
  const { depth, states, megabytes, seconds = Infinity, signal, onProgress } = options;
  const start = performance.now();
  const elapsed = (): number => (performance.now() - start) / 1000;
  const exploration = begin({
    ...(depth === undefined ? {} : { depth }),
    ...(states === undefined ? {} : { states }),
    ...(megabytes === undefined ? {} : { memory: megabytes * 2 ** 20 }),
    shouldStop: () => elapsed() >= seconds || signal?.aborted === true,
  });
  for (let batch = 200, isGoing = true; isGoing;) {
    const before = performance.now();
    isGoing = exploration.advance(batch);
    const took = performance.now() - before;
    batch = Math.max(1, Math.round(batch * Math.min(2, slice / Math.max(took, 1))));
    onProgress?.(progressOf(exploration.report(), elapsed()));
    await giveWay();
  }
  return { report: exploration.report(), seconds: elapsed() };
}

function progressOf({ states, depth, bytes }: Effort, seconds: number): Progress {
  return { states, depth, seconds, bytes, statesPerSecond: seconds === 0 ? 0 : states / seconds };
}

const giveWay = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
