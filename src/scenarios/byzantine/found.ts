import { explore, type Model } from "../../check/index.ts";
import type { Vocabulary } from "../../core/index.ts";
import { play } from "../../sim/index.ts";
import type { Story } from "../scenario.ts";

/** What the model checker has to say about a story. */
export interface Found {
  /** The property that is broken, and what is wrong, in a sentence. */
  readonly property: string;
  readonly problem: string;
  /** No shorter run breaks it. */
  readonly steps: number;
  /** How many states it had to look at. */
  readonly states: number;
}

/** The shortest run that breaks a property of the model, ready to be drawn; null if there is none within its bounds. */
export function shortestStory<V extends Vocabulary>(
  title: string,
  model: Model<V> & { readonly nodes: readonly string[] },
): Story<V, Found> | null {
  const { violation, states, ended } = explore(model);
  if (violation === null) {
    if (ended !== "exhausted")
      throw new Error(`The search for “${title}” did not come to its end: ${ended}.`);
    return null;
  }
  const { protocol, nodes, properties = [] } = model;
  const { script, property } = violation;
  const run = play({ protocol, nodes, properties, script });
  if (run.violation?.property !== property) {
    throw new Error(
      `The simulator plays “${title}” and does not find what the checker found: a bug of ours.`,
    );
  }
  return {
    title,
    trace: run.trace,
    summary: { property, problem: withNames(violation.problem, nodes), steps: script.length, states },
    groupOf: (node) => nodes[node]!,
    run,
  };
}

/** Properties know nodes by their numbers, people by their names. */
function withNames(problem: string, names: readonly string[]): string {
  return problem.replace(/\bnode (\d+)/g, (whole, node: string) => names[Number(node)] ?? whole);
}
