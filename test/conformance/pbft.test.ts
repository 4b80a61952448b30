import { describe, expect, it } from "vitest";
import { LogSightings, troublesSeen } from "./log-sightings.ts";
import type { MapPbft } from "./pbft-candidate.ts";
import { pbftSightings } from "./pbft-sightings.ts";
import { behaviourNames, stormOver, type Cast } from "./pbft-storms.ts";

/** Much more of the same, thousands of storms: `npm run storms`. */
const trials: readonly (Cast & { readonly runs: number })[] = [
  ...behaviourNames.map((behaviour) => ({ count: 4, behaviour, runs: 8 })),
  ...(["silent", "equivocating", "slow"] as const).map((behaviour) => ({ count: 7, behaviour, runs: 2 })),
];

const seen = new LogSightings<MapPbft>(troublesSeen(), pbftSightings());

describe.each(trials)("PBFT, $count nodes, behaviour of the faulty: $behaviour", ({ runs, ...cast }) => {
  it(`breaks nothing in ${runs} storms, and serves clients at every correct node once they are over`, () => {
    for (let seed = 1; seed <= runs; seed++) {
      const { run, complaint, explained } = stormOver(cast, seed);
      if (complaint !== null) expect.fail(explained());
      seen.note(run);
    }
  });
});

it("these storms bring about whatever the protocol has an answer to", async ({ annotate }) => {
  expect(seen.neverSeen).toEqual([]);
  await annotate(seen.report);
});
