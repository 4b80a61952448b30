import { describe, expect, it } from "vitest";
import type { Raft } from "../../src/protocols/raft/index.ts";
import { LogSightings, type Sightings } from "./log-sightings.ts";
import type { MapRaft } from "./raft-candidate.ts";
import { drawMovingStorm, movingCandidate } from "./raft-membership.ts";
import { explainFailure, weatherLog } from "./replicated-log.ts";

/**
 * Who was removed without hearing of it campaigns. Where nobody is loyal to a leader, that can go on for long: these storms
 * then ask for safety only. (Where they are, it took longer than the suite's grace in one of 300 storms.)
 */
const trials = [
  { serves: true, candidate: movingCandidate("a snapshot every 5 entries", { snapshotEvery: 5 }) },
  { serves: true, candidate: movingCandidate("one entry at a time", { batchSize: 1, window: 1 }) },
  { serves: false, candidate: movingCandidate("not sticky", { isSticky: false, snapshotEvery: 3 }) },
];

const names = [
  "a configuration is committed",
  "a configuration in a log is dropped",
  "a newcomer leads",
  "a leader is removed",
  "a laggard gets a snapshot",
] as const;

/** What ought to happen now and then in storms in which members come and go; the first members are nodes 0 to 2. */
const movingSightings: Sightings<MapRaft, (typeof names)[number]> = {
  names,
  watch() {
    const disks = new Map<number, Raft<unknown, unknown, unknown>["persisted"]>();
    let leader = -1;
    return (event) => {
      switch (event.kind) {
        case "persist": {
          const [before, after] = [disks.get(event.node), event.value].map(
            (disk) => JSON.stringify(disk?.log ?? null).split('"configuration"').length,
          );
          const isCut = disks.get(event.node)?.log.base !== event.value.log.base;
          disks.set(event.node, event.value);
          return !isCut && before! > after! ? "a configuration in a log is dropped" : null;
        }
        case "send":
          if (event.message.kind === "install-snapshot") return "a laggard gets a snapshot";
          if (event.message.kind !== "append-entries") return null;
          leader = event.node;
          return leader > 2 ? "a newcomer leads" : null;
        case "decide": {
          if (event.decision.kind !== "reconfigured") return null;
          const isLeaders = event.node === leader && !event.decision.members.includes(leader);
          return isLeaders ? "a leader is removed" : "a configuration is committed";
        }
        default:
          return null;
      }
    };
  },
};

const runs = 25;
const seen = new LogSightings<MapRaft>(movingSightings);

describe.each(trials)("Raft whose members come and go: $candidate.name", ({ serves, candidate }) => {
  it(`breaks nothing in ${runs} storms${serves ? ", and serves clients at every member once they are over" : ""}`, () => {
    for (let seed = 1; seed <= runs; seed++) {
      const storm = drawMovingStorm(candidate, seed);
      const { run, complaint } = weatherLog(candidate, storm);
      const isForgiven = complaint?.kind === "stuck" && !serves;
      if (complaint !== null && !isForgiven) expect.fail(explainFailure(candidate, storm, complaint));
      seen.note(run);
    }
  });
});

it("these storms bring about whatever can become of a configuration", async ({ annotate }) => {
  expect(seen.neverSeen).toEqual([]);
  await annotate(seen.report);
});
