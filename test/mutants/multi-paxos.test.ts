import { describe, expect, it } from "vitest";
import { logEventIn, sessionsOf } from "../../src/protocols/multi-paxos/index.ts";
import { drawStorm, weather } from "../../src/sim/index.ts";
import type { V } from "../conformance/log-sightings.ts";
import { logStorms, logVessel, stuck, type LogCandidate } from "../conformance/replicated-log.ts";
import { mutants, rightVariants, type LogVariant } from "./multi-paxos.ts";

const storms = logStorms<V>(3);

const candidateFor = (variant: LogVariant): LogCandidate<V> => ({
  ...variant,
  nodes: 3,
  logEventIn,
  sessions: sessionsOf(),
});

/** What the storm of this seed shows to be wrong, if anything. */
function complaint(candidate: LogCandidate<V>, seed: number): string | null {
  const run = weather(logVessel(candidate), drawStorm(storms, seed));
  return run.violation?.problem ?? stuck(run, candidate);
}

/** The first of so many storms that the variant does not come through. */
function firstFailure(variant: LogVariant, most: number): { runs: number; problem: string | null } {
  const candidate = candidateFor(variant);
  for (let seed = 1; seed <= most; seed++) {
    const problem = complaint(candidate, seed);
    if (problem !== null) return { runs: seed, problem };
  }
  return { runs: most, problem: null };
}

describe.each(mutants)("planted bug: $name", (mutant) => {
  it("is found", ({ annotate }) => {
    const { runs, problem } = firstFailure(mutant, 2_000);
    if (problem === null) expect.fail(`${runs} storms have not found it`);
    return annotate(`in storm ${runs}: ${problem}`);
  });
});

describe.each(rightVariants)("unusual but right: $name", (variant) => {
  it("comes through", () => {
    expect(firstFailure(variant, 100)).toEqual({ runs: 100, problem: null });
  });
});
