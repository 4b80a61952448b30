import type { Model, Violation } from "../check/index.ts";
import { namesOf } from "../check/index.ts";
import type { Phrasebook, Script, Vocabulary } from "../core/index.ts";
import { play, tell, type Run, type Sentence } from "../sim/index.ts";

/** A run that breaks a property, ready to be read, drawn, played again and turned into a test. */
export interface Counterexample<V extends Vocabulary> {
  readonly property: string;
  /** What is wrong, in one sentence. */
  readonly problem: string;
  readonly kind: Violation<V>["kind"];
  readonly script: Script<V>;
  /** The script played in the simulator. */
  readonly run: Run<V>;
  /** A sentence for each action. */
  readonly story: readonly Sentence[];
  /** How people say what happens in the protocol, where that was given. */
  readonly phrases?: Phrasebook<V>;
}

/** Plays the script of a violation. @throws Error if the simulator does not find what the checker found. */
export function counterexample<V extends Vocabulary>(
  model: Model<V>,
  violation: Violation<V>,
  phrases?: Phrasebook<V>,
): Counterexample<V> {
  const run = playIn(model, violation.script);
  if (violation.kind === "always" && run.violation?.property !== violation.property) {
    throw new Error(
      `The checker found "${violation.property}" broken, and the simulator, which plays the same script, did not: ` +
        "their semantics differ, which is a bug of ours.",
    );
  }
  return {
    ...violation,
    problem: withNames(violation.problem, namesOf(model)),
    run,
    story: tell(run.trace, phrases),
    ...(phrases && { phrases }),
  };
}

/** Plays a script on the protocol of a model, under its properties. */
export function playIn<V extends Vocabulary>(model: Model<V>, script: Script<V>): Run<V> {
  const { protocol, nodes, properties = [] } = model;
  const network = model.network?.kind === "set" ? ({ network: "set" } as const) : {};
  return play({ protocol, nodes, properties, script, ...network });
}

/** Properties know nodes by their numbers, people by their names. */
function withNames(problem: string, names: readonly string[]): string {
  return problem.replace(/\bnode (\d+)/g, (whole, node: string) => names[Number(node)] ?? whole);
}
