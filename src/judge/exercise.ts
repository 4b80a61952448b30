import type { Random } from "../core/index.ts";
import type { Trace } from "../sim/index.ts";
import type { AnswersOf } from "./calls.ts";
import type { CallsOf, Port } from "./port.ts";

/** An exercise as the judge knows it: what may be asked, what must be answered, and what is known to be wrong. */
export interface Exercise<Module = never, Calls extends CallsOf<Calls> = never> {
  readonly slug: string;
  readonly port: Port<Module, Calls>;
  readonly answers: AnswersOf<Calls>;
  readonly cases: readonly Case<Calls>[];
  /** Planted bugs: the cases must find each of them. */
  readonly mutants: readonly Candidate<Module>[];
  /** Unusual and right: the cases must find nothing. */
  readonly variants: readonly Candidate<Module>[];
}

export interface Candidate<Module> {
  /** A common wrong idea (or an unusual right one) in a few words: "accepts without raising its promise". */
  readonly name: string;
  readonly module: Module;
}

/** One thing that must be true of a solution. */
export interface Case<Calls> {
  /** What a right solution does: "refuses what is below its promise". */
  readonly name: string;
  /** Whole, at least 1. */
  readonly points: number;
  /** Why it matters, in the story: one or two sentences for whoever failed it. */
  readonly why: string;
  /**
   * Draws what it asks about, so that no two submissions are asked the same and none can know the answers before.
   *
   * @returns what is wrong, or null if nothing is. Lets {@link Misbehaviour} through.
   */
  readonly run: (module: Calls, random: Random) => Finding | null;
}

/** What is wrong with a solution, as far as one case can see. */
export interface Finding {
  /** One sentence: what was asked, what came, and what should have come. */
  readonly sentence: string;
  readonly counterexample?: ToldRun;
}

/** A shortest run that goes wrong: to be read, and to be drawn. */
export interface ToldRun {
  readonly property: string;
  readonly story: readonly string[];
  readonly trace: Trace;
}
