import { describe, expect, it } from "vitest";
import type { Vocabulary } from "../../src/core/index.ts";
import type { Network, Run } from "../../src/sim/index.ts";
import { LogSightings, type Sightings } from "./log-sightings.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";
import {
  explainFailure,
  weatherLog,
  type Complaint,
  type LogCandidate,
  type Replicating,
} from "./replicated-log.ts";

/** A protocol that claims to replicate a log, over one service, in configurations that are small and unlike. */
export interface LogSuite {
  readonly protocol: string;
  /** Defines its tests, with all storms or only the first of each trial. */
  readonly test: (share?: number) => void;
}

/** One configuration in so many storms. */
export interface LogTrial<V extends Vocabulary> {
  readonly name: string;
  readonly runs: number;
  readonly storm: (seed: number) => StormyRun<V>;
  readonly excuse?: Excuse<V>;
}

export interface StormyRun<V extends Vocabulary> {
  readonly run: Run<V>;
  readonly complaint: Complaint | null;
  /** The failure in words, with as little of the storm as it takes. */
  readonly explained: () => string;
}

/** Why a candidate need not serve its clients after some of the storms. Nothing excuses it from being safe. */
export interface Excuse<V extends Vocabulary> {
  readonly because: string;
  readonly excuses: (run: Run<V>) => boolean;
  /** In so many runs it serves them all the same. */
  readonly servesAtLeast: number;
}

/** A candidate in the storms of the suite for logs; by default in the stormy network. */
export function inStorms<V extends Replicating<Operation>, Operation, Result>(
  runs: number,
  candidate: LogCandidate<V, Operation, Result>,
  network?: Network,
): LogTrial<V> {
  return {
    name: candidate.name,
    runs,
    storm(seed) {
      const storm = drawLogStorm<V, Operation, Result>(candidate, seed, network);
      const { run, complaint } = weatherLog(candidate, storm);
      return {
        run,
        complaint,
        explained: () => (complaint === null ? "" : explainFailure(candidate, storm, complaint)),
      };
    },
  };
}

/** @param sightings - what the storms of all trials together have to bring about. */
export function logSuite<V extends Vocabulary>(
  protocol: string,
  service: string,
  trials: readonly LogTrial<V>[],
  ...sightings: readonly Sightings<V>[]
): LogSuite {
  return {
    protocol,
    test(share = 1) {
      const seen = new LogSightings<V>(...sightings);
      const asked = trials.map((trial) => ({ ...trial, runs: Math.ceil(trial.runs * share) }));
      describe.each(asked)(`${protocol} with ${service}, $name`, (trial) => {
        it(promise(trial), () => comeThrough(trial, seen));
      });
      if (sightings.length === 0) return; // Another suite of the protocol looks after that.
      it(`${protocol} with ${service}: these storms bring about whatever it has an answer to`, async ({
        annotate,
      }) => {
        expect(seen.neverSeen).toEqual([]);
        await annotate(seen.report);
      });
    },
  };
}

function promise<V extends Vocabulary>({ runs, excuse }: LogTrial<V>): string {
  const unless = excuse === undefined ? "" : `, unless ${excuse.because}`;
  return `breaks nothing in ${runs} storms, and serves clients at every node once they are over${unless}`;
}

/** Fails with the seed, and with as little of the storm as it takes. */
function comeThrough<V extends Vocabulary>(
  { runs, storm, excuse }: LogTrial<V>,
  seen: LogSightings<V>,
): void {
  let served = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const { run, complaint, explained } = storm(seed);
    const isExcused = complaint?.kind === "stuck" && excuse?.excuses(run) === true;
    if (complaint !== null && !isExcused) expect.fail(explained());
    if (complaint === null) served++;
    seen.note(run);
  }
  if (excuse !== undefined) expect(served).toBeGreaterThanOrEqual(excuse.servesAtLeast);
}
