import type { Plot } from "./plot.ts";

/** What a parameter may be. */
export type Value = string | number | boolean;

/** One choice of every parameter: a point of the grid. */
export type Point = Readonly<Record<string, Value>>;

/** Something that a run measures. */
export interface Measure {
  /** As it stands beside an axis, without its unit: "time to decide". */
  readonly title: string;
  /** Of one number: "ms", "messages". */
  readonly unit: string;
  /** Each run says yes (100) or no (0), so that the mean is the percentage of runs that say yes. */
  readonly isYesOrNo?: true;
}

export type Measures = Readonly<Record<string, Measure>>;

/** What one run measured; null is something that did not happen in it, for instance a decision. */
export type Measured<M extends Measures> = { readonly [K in keyof M]: number | null };

/** The values to be tried of each parameter. */
export type Grid<P extends Point> = { readonly [K in keyof P]: readonly P[K][] };

/**
 * A question that many simulated runs answer: the same run at every point of a grid of parameters, with many
 * seeds each.
 */
export interface Experiment<P extends Point = Point, M extends Measures = Measures> {
  /** As it is called on a command line: "leader-crash". */
  readonly name: string;
  /** What it finds out, in one sentence. */
  readonly question: string;
  readonly parameters: Grid<P>;
  readonly measures: M;
  /** How many seeds each point gets if nobody says otherwise. */
  readonly seeds: number;
  /** How its result is best drawn; without it, the first measures against the first parameter that varies. */
  readonly plot?: Plot<keyof P & string, keyof M & string>;
  /** What is wrong with a point, in one sentence that names the parameter; null if nothing is. */
  refuses?(parameters: P): string | null;
  /** One run. It depends on nothing but its arguments, so that it can run anywhere and never twice. */
  run(parameters: P, seed: number): Measured<M>;
}

/**
 * The experiment itself, its types found out from what is written: a number among the parameters may be any
 * number, a text only one of those listed.
 */
export function experiment<const P extends Point, const M extends Measures>(
  definition: Omit<Experiment<Widened<P>, M>, "parameters" | "plot"> & {
    readonly parameters: Grid<P>;
    readonly plot?: Plot<keyof NoInfer<P> & string, keyof NoInfer<M> & string>;
  },
): Experiment<Widened<P>, M> {
  return definition as unknown as Experiment<Widened<P>, M>;
}

/** Of `{ nodes: 3 | 5; strategy: "capped" | "leader" }`, `{ nodes: number; strategy: "capped" | "leader" }`. */
export type Widened<P extends Point> = {
  readonly [K in keyof P]: P[K] extends number ? number : P[K] extends boolean ? boolean : P[K];
};
