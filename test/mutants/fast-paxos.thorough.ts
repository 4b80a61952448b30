import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../src/check/index.ts";
import { fastPaxosPhrases } from "../../src/protocols/fast-paxos/index.ts";
import { counterexample, fastPaxosModel } from "../../src/verify/index.ts";
import { mutants, rightVariants } from "./fast-paxos.ts";

describe.each(mutants)("planted bug: $name", ({ world, shortest }) => {
  it(`breaks "${shortest.property}" in ${shortest.steps} steps`, ({ annotate }) => {
    const model = fastPaxosModel(world);
    const { violation } = explore(model);
    expect({ property: violation?.property, steps: violation?.script.length }).toEqual(shortest);
    // Throws unless the simulator, which plays the same script, finds the same property broken.
    const { run, story } = counterexample(model, violation!, fastPaxosPhrases);
    expect(run.violation?.property).toBe(shortest.property);
    return annotate(story.map(({ text }) => text).join("\n"));
  });
});

describe.each(rightVariants)("unusual or not, but right: $name", ({ world }) => {
  it("keeps every property, whatever the order of events", ({ annotate }) => {
    const report = explore(fastPaxosModel(world));
    expect(report).toMatchObject({ ended: "exhausted", violation: null });
    expect(vacuous(report)).toEqual([]);
    return annotate(`${report.states} states`);
  });
});
