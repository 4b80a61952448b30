import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  drawStorm,
  formatTrace,
  requireHeld,
  swarm,
  weather,
  withoutSomePortion,
  type Run,
  type Storm,
} from "../../../src/sim/index.ts";
import { storms, vessel } from "../../conformance/consensus.ts";
import { acceptorMutants } from "./acceptor.ts";
import { mutants } from "./bank.ts";
import { generatedIn, pageUrl } from "./page.ts";
import { rightVariants } from "./right-variants.ts";
import { patience, scoreLine, scoreTable, stormsUntilFound } from "./score.ts";
import { candidateFor, stormQuorums, type V } from "./variant.ts";

/** If this fails because a protocol, the simulator or the bank has changed: `npm run score`. */
it("docs/checker.md tells the truth about every planted bug", async () => {
  const reports = new Map(mutants.map((mutant) => [mutant, stormsUntilFound(mutant)]));
  const found = [...reports.values()].filter((runs) => runs !== null);
  const page = await readFile(pageUrl, "utf8");
  const table = scoreTable((mutant) => reports.get(mutant) ?? null);
  expect(generatedIn(page)).toEqual([scoreLine(found.length), "", ...table]);
});

describe.each(acceptorMutants)("planted bug: $name", (mutant) => {
  const candidate = candidateFor(mutant, stormQuorums(mutant));

  it("is found, replayed from its seed, and shrunk until nothing more can be left out", () => {
    const { failure } = swarm({ ...vessel(candidate), storms: storms(candidate), runs: patience });
    if (failure === null) expect.fail(`${patience} storms have not found it`);
    const { storm, shrunk, run } = failure;
    const fails = (trial: Storm<V>): boolean => weather(vessel(candidate), trial).violation !== null;

    expect(() => requireHeld(run)).toThrow(`(seed ${storm.seed}, after ${run.trace.events.length} events`);
    expect(drawStorm(storms(candidate), storm.seed)).toEqual(storm);
    expect(formatTrace(weather(vessel(candidate), shrunk).trace)).toBe(formatTrace(run.trace));
    expect(withoutSomePortion(shrunk, 1).filter(fails)).toEqual([]);
  });
});

describe.each(rightVariants)("unusual but right: $name", (variant) => {
  const candidate = candidateFor(variant, stormQuorums(variant));

  it("breaks nothing, and decides in every run", () => {
    const onRun = (run: Run<V>): void => {
      const { decisions } = requireHeld(run);
      expect(new Set(decisions.map(({ node }) => node)).size, `seed ${run.trace.seed}`).toBe(candidate.nodes);
    };
    const report = swarm({ ...vessel(candidate), storms: storms(candidate), runs: 1_000, onRun });
    expect(report).toEqual({ runs: 1_000, failure: null });
  });
});
