import { explore, StepFault, SymmetryError, vacuous, type Model, type Report } from "../check/index.ts";
import type { Phrasebook, Vocabulary } from "../core/index.ts";
import { counterexample } from "../verify/index.ts";
import type { Finding, ToldRun } from "./exercise.ts";
import { misbehaviourIn } from "./subject.ts";

/** By far more than any exercise's model has: a solution with states without end is stopped here. */
const mostStates = 400_000;

/**
 * Explores all runs of a model into which a solution was built: a shortest run that goes wrong, told; or what never
 * happens although it should; or null.
 */
export function exhaust<V extends Vocabulary>(model: Model<V>, phrases?: Phrasebook<V>): Finding | null {
  const report = explored(model);
  if (report instanceof StepFault)
    return { sentence: `The rest of the protocol cannot go on with that: ${report.message}` };
  if (report.violation !== null) return toldFinding(toldRun(model, report.violation, phrases));
  if (report.ended !== "exhausted") {
    return {
      sentence: `After ${mostStates} states there is no end of it: with a right solution there are far fewer.`,
    };
  }
  const [missing] = vacuous(report);
  return missing === undefined
    ? null
    : { sentence: `Nothing goes wrong, but nothing gets done either: in no run ${missing}.` };
}

/**
 * An answer may be of the right shape and still make no sense: a message to nobody, say. And code that was thought to
 * treat all acceptors alike may have favourites: then they are told apart.
 */
function explored<V extends Vocabulary>(model: Model<V>): Report<V> | StepFault {
  try {
    return explore(model, { states: mostStates });
  } catch (error) {
    if (error instanceof SymmetryError) return explored(toldApart(model));
    if (error instanceof StepFault && misbehaviourIn(error) === null) return error;
    throw error;
  }
}

function toldApart<V extends Vocabulary>(model: Model<V>): Model<V> {
  const { symmetry: _, ...rest } = model;
  return rest;
}

function toldRun<V extends Vocabulary>(
  model: Model<V>,
  violation: Parameters<typeof counterexample<V>>[1],
  phrases?: Phrasebook<V>,
): ToldRun & { readonly problem: string } {
  const { property, problem, story, run } = counterexample(model, violation, phrases);
  return { property, problem, story: story.map(({ text }) => text), trace: run.trace };
}

function toldFinding({ problem, ...counterexample }: ReturnType<typeof toldRun>): Finding {
  const steps = counterexample.story.length;
  return {
    sentence: `${problem[0]?.toUpperCase()}${problem.slice(1)}: a run of ${steps} steps gets there.`,
    counterexample,
  };
}
