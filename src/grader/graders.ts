import { exerciseCalled, type AnyExercise, type Fault, type Verdict } from "../judge/index.ts";
import { exerciseScript, runnerScript } from "./inside/bundle.ts";
import type { Isolation } from "./isolation.ts";
import { SandboxError } from "./judging/sandbox-error.ts";
import { Supply } from "./judging/supply.ts";
import { JudgingThread } from "./judging/thread.ts";
import { usualLimits, type Limits } from "./limits.ts";
import { Workshop } from "./linux/workshop.ts";
import { Preparer } from "./prepare/preparer.ts";

/** One file that somebody hands in for one exercise. */
export interface Submission {
  /** Slug of the exercise. */
  readonly exercise: string;
  readonly text: string;
  /** For the cases: with the same seed the same text gets the same verdict. */
  readonly seed: number;
}

export interface Graded {
  readonly verdict: Verdict;
  readonly isolation: Isolation;
  /** Milliseconds on the wall, from text to verdict. */
  readonly took: number;
}

export interface GradersOptions {
  readonly isolation: Isolation;
  /** How many submissions are judged at a time. By default one. */
  readonly jobs?: number;
  readonly limits?: Partial<Limits>;
  /** `bare` leaves away all walls but Node's own, to measure what they cost. */
  readonly walls?: "bubblewrap" | "bare";
}

/** Judges submissions, several at a time. What one of them does has no influence on the next. */
export class Graders {
  readonly #options: GradersOptions;
  readonly #limits: Limits;
  readonly #workshop: Workshop | null;
  readonly #script: Promise<string>;
  readonly #preparer: Preparer;
  readonly #idle: Place[] = [];
  readonly #waiting: ((place: Place) => void)[] = [];
  #places = 0;

  constructor(options: GradersOptions) {
    this.#options = options;
    this.#limits = { ...usualLimits, ...options.limits };
    this.#workshop = options.isolation.kind === "bubblewrap" ? new Workshop() : null;
    this.#script = runnerScript();
    this.#preparer = new Preparer(this.#limits.text);
  }

  /**
   * @throws RangeError if there is no such exercise.
   * @throws SandboxError if there is no verdict, and the submission is not to blame.
   */
  async grade({ exercise: slug, text, seed }: Submission): Promise<Graded> {
    const exercise = exerciseCalled(slug);
    const { isolation } = this.#options;
    const began = performance.now();
    const graded = (verdict: Verdict): Graded => ({ verdict, isolation, took: performance.now() - began });
    const prepared = await this.#preparer.prepare(text, exercise.port);
    if (prepared.kind === "fault") return graded(worthless(exercise, seed, prepared.fault));
    const delivery = { exercise: await exerciseScript(exercise), submission: prepared.script };
    const place = await this.#take();
    try {
      const judging = await place.thread.judge({ slug, seed, delivery });
      switch (judging.kind) {
        case "verdict":
          return graded(judging.verdict);
        case "overrun":
          return graded(worthless(exercise, seed, this.#overrun()));
        case "no verdict":
          throw new SandboxError(judging.error);
      }
    } finally {
      this.#leave(place);
    }
  }

  /** Ends all processes and threads. Nothing may be being graded. */
  async close(): Promise<void> {
    this.#preparer.close();
    for (const { thread, supply } of this.#idle.splice(0)) {
      await thread.end();
      await supply?.close();
    }
    this.#workshop?.close();
  }

  async #take(): Promise<Place> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#places >= (this.#options.jobs ?? 1))
      return new Promise((resolve) => this.#waiting.push(resolve));
    this.#places++;
    return this.#place(await this.#newSupply());
  }

  #place(supply: Supply | null): Place {
    const { isolation } = this.#options;
    return { supply, thread: new JudgingThread({ isolation, limits: this.#limits, supply }) };
  }

  #leave(place: Place): void {
    const next = place.thread.isAlive ? place : this.#place(place.supply);
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#idle.push(next);
    else waiting(next);
  }

  async #newSupply(): Promise<Supply | null> {
    if (this.#workshop === null) return null;
    const script = await this.#script;
    return new Supply(this.#workshop, {
      script,
      heap: this.#limits.heap,
      walls: this.#options.walls ?? "bubblewrap",
    });
  }

  #overrun(): Fault {
    const sentence = `It is not judged to the end within ${this.#limits.whole / 1_000} seconds: its answers are slow, or its states have no end.`;
    return { kind: "takes too long", sentence };
  }
}

interface Place {
  readonly thread: JudgingThread;
  readonly supply: Supply | null;
}

/** The verdict on what is not even asked. */
function worthless({ slug, cases }: AnyExercise, seed: number, fault: Fault): Verdict {
  return {
    exercise: slug,
    seed,
    points: 0,
    of: cases.reduce((sum, { points }) => sum + points, 0),
    cases: cases.map(({ name, why, points }) => ({
      name,
      why,
      of: points,
      outcome: { kind: "not run", because: "what went wrong before spoils all the rest" },
    })),
    disqualified: fault,
    behavesLike: null,
    questions: 0,
  };
}
