import type { Script, Vocabulary } from "../core/index.ts";

/** Where a test finds the model whose counterexample it keeps. */
export interface ModelSource {
  /** The import of whatever `expression` needs. */
  readonly imports: readonly string[];
  /** The model, as code: `singleDecreeModel({ nodes: 3, proposers: 2, ballots: 2 })`. */
  readonly expression: string;
}

/** A counterexample as a test file for vitest: red as long as the bug is there, and a guard against its return. */
export function asTest<V extends Vocabulary>(
  { property, script }: { readonly property: string; readonly script: Script<V> },
  { imports, expression }: ModelSource,
): string {
  const actions = script.map((action) => `    ${JSON.stringify(action)},`).join("\n");
  return `import { playIn } from "paxoslab/verify";
import { expect, it } from "vitest";
${imports.join("\n")}

it(${JSON.stringify(`${property}: holds in the run that once broke it`)}, () => {
  const model = ${expression};
  const run = playIn(model, [
${actions}
  ]);
  expect(run.violation).toBeNull();
});
`;
}
