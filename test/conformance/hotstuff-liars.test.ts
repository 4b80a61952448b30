import { describe, expect, it } from "vitest";
import type { BlockLie } from "../../src/protocols/hotstuff/index.ts";
import type { MapHotStuff } from "./hotstuff-candidate.ts";
import { lieSightings } from "./hotstuff-lie-sightings.ts";
import { hotStuffSightings } from "./hotstuff-sightings.ts";
import { stormWithLiars, type Cast } from "./hotstuff-storms.ts";
import { LogSightings, troublesSeen } from "./log-sightings.ts";
import { waysToMisbehave, type WayToMisbehave } from "./misbehaving.ts";

const lies: readonly BlockLie[] = [
  "another block",
  "an old certificate",
  "a made-up certificate",
  "a made-up command",
];

const tellsLies = (way: WayToMisbehave): boolean => /lying|equivocating|colluding/.test(way);

const trials: readonly (Cast & { readonly runs: number })[] = [
  ...waysToMisbehave.flatMap((way) =>
    (tellsLies(way) ? lies : lies.slice(0, 1)).map((about) => ({ count: 4, way, about, runs: 4 })),
  ),
  ...waysToMisbehave.map((way) => ({ count: 7, way, about: "another block" as const, runs: 1 })),
];

const seen = new LogSightings<MapHotStuff>(troublesSeen(), hotStuffSightings());
const liesSeen = new LogSightings<MapHotStuff>(lieSightings());

describe.each(trials)("HotStuff, $count nodes, the faulty: $way, about $about", ({ runs, ...cast }) => {
  it(`breaks nothing in ${runs} storms, and serves clients at every correct node once they are over`, () => {
    for (let seed = 1; seed <= runs; seed++) {
      const { run, complaint, explained } = stormWithLiars(cast, seed);
      if (complaint !== null) expect.fail(explained());
      seen.note(run);
      if (cast.count === 4) liesSeen.note(run);
    }
  });
});

it("these storms bring about whatever the protocol has an answer to, and every lie", async ({ annotate }) => {
  // Of these links none loses anything by itself, as in the paper.
  expect(seen.neverSeen).toEqual(["a message is lost"]);
  expect(liesSeen.neverSeen).toEqual([]);
  await annotate(`${seen.report}\n${liesSeen.report}`);
});
