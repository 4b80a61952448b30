import { milliseconds, type Duration, type Vocabulary } from "../../../core/index.ts";
import { promising, type TallySystem } from "../../log/tally.ts";
import type { LogLens } from "../../../properties/index.ts";
import { calmRuns, type CalmCosts, type CalmOptions } from "./calm.ts";
import { closeLook, type CloserLook, type DiskLens } from "./closely.ts";
import { trialOf, type TrialOptions, type TrialReport } from "./trial.ts";

/** What is to be said of a protocol that replicates a log, before it runs. */
export interface Introduction {
  readonly name: string;
  /** Where it is described: authors, title, year. */
  readonly paper: string;
  /** What f nodes may do to it. */
  readonly tolerates: "crashes" | "lies";
  /** How many nodes it takes to bear f faulty ones. */
  readonly nodesFor: (f: number) => number;
}

/** How a protocol enters the comparison. */
export interface Entry<V extends Vocabulary> extends Introduction {
  readonly system: (nodes: number, timing: FairTiming) => EnteredSystem<V>;
}

/** A tally kept by the protocol. */
export interface EnteredSystem<V extends Vocabulary> extends Omit<TallySystem<V>, "properties"> {
  readonly logEventIn: LogLens<V>;
  /** What nodes keep of the log on their disks, if they keep any of it there. */
  readonly onDisk?: DiskLens<V>;
}

/** The entry with its own vocabulary put away: contestants of all kinds make one list. */
export interface Contestant extends Introduction {
  readonly calm: (options: CalmOptions) => CalmCosts;
  /** With as many nodes as it takes to bear f faulty ones. */
  readonly trial: (f: number, options: TrialOptions) => TrialReport;
  /**
   * How its log behaves when a leader crashes with proposals under way. Null for one that bears lies: where all are told of
   * every command, and leaders take turns, there is no order of one leader to be kept.
   */
  readonly closely: ((options: CalmOptions) => CloserLook) | null;
}

/**
 * What is made equal: nobody is known to be dead sooner in one protocol than in another. Where a paper has no such time,
 * what comes closest to it is set to the same.
 */
export interface FairTiming {
  /** How often a leader says that it lives. */
  readonly heartbeat: Duration;
  /** How long one that is silent is waited for, */
  readonly patience: Duration;
  /** and up to so much longer, drawn at random so that rivals do not all wake at once. */
  readonly spread: Duration;
  /** How often a node asks again for what its clients wait for. */
  readonly retry: Duration;
}

export const fairTiming: FairTiming = {
  heartbeat: milliseconds(50),
  patience: milliseconds(200),
  spread: milliseconds(200),
  retry: milliseconds(300),
};

export function contestant<V extends Vocabulary>(entry: Entry<V>): Contestant {
  const { system, ...introduction } = entry;
  const { nodesFor } = introduction;
  const enter = (nodes: number): TallySystem<V> => {
    const entered = system(nodes, fairTiming);
    return promising(entered.logEventIn, entered);
  };
  return {
    ...introduction,
    calm: (options) => calmRuns(enter(nodesFor(options.f)), nodesFor(options.f), options),
    closely:
      introduction.tolerates === "lies"
        ? null
        : ({ f, seed }) => {
            const { logEventIn, onDisk = null } = system(nodesFor(f), fairTiming);
            return closeLook(enter(nodesFor(f)), nodesFor(f), seed, { logEventIn, onDisk });
          },
    trial: (f, options) => trialOf(enter(nodesFor(f)), nodesFor(f), options),
  };
}
