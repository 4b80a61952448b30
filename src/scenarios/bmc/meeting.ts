import {
  formatDuration,
  majority,
  milliseconds,
  minutes,
  type Duration,
  type NodeId,
  type Time,
} from "../../core/index.ts";
import { randomisedBackoff, singleDecree, type SingleDecree } from "../../protocols/single-decree/index.ts";
import { simulate, type Network, type Scheduled } from "../../sim/index.ts";
import { singleDecreeSafety } from "../safety.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { drains, promenade, pumps } from "./proposals.ts";
import { summarise, type MeetingSummary } from "./summary.ts";
import { corporatorNames, corporators, corporatorsOf, representativeOf, wardOf, type Ward } from "./wards.ts";

export interface MeetingOptions extends SeededOptions {
  /** The ward whose network fails, from when to when; a null ward keeps the network whole. */
  readonly cutOffWard: Ward | null;
  readonly cutOffAt: Time;
  readonly healAt: Time;
  /** The ward whose messages, both ways, come late, and by how much. */
  readonly lateWard: Ward | null;
  readonly lateBy: Duration;
  /** Half of the messages are faster than this, a few much slower. */
  readonly medianLatency: Duration;
  /** Share of messages that the monsoon swallows. */
  readonly loss: number;
  /** Whether Dadar proposes too, at the same moment as Kurla. */
  readonly rival: boolean;
}

/**
 * The corporation's meeting: Kurla and Dadar propose at once, Bandra is cut off while they do, and all
 * that Andheri hears is half an hour old. When the network heals, Bandra's representative proposes a
 * plan of his own, and learns through Paxos what has been decided long before.
 */
export const bmcMeeting: Scenario<MeetingOptions, SingleDecree<string>, MeetingSummary> = {
  name: "bmc-meeting",
  title: "227 corporators, two proposals, Bandra cut off, Andheri half an hour late",
  defaults: {
    seed: 2019,
    cutOffWard: "Bandra",
    cutOffAt: milliseconds(60),
    healAt: minutes(10),
    lateWard: "Andheri",
    lateBy: minutes(30),
    medianLatency: milliseconds(80),
    loss: 0.02,
    rival: true,
  },
  run(changes = {}) {
    const options = { ...bmcMeeting.defaults, ...changes };
    requireSensible(options);
    const quorums = majority(corporators);
    const spokesmen = [representativeOf("Kurla"), representativeOf("Dadar"), representativeOf("Bandra")];
    const protocol = singleDecree<string>({
      quorums,
      learners: spokesmen,
      audience: corporators,
      retry: randomisedBackoff({ roundTrip: 6 * options.medianLatency }),
    });
    const run = simulate<SingleDecree<string>>({
      protocol,
      nodes: corporatorNames,
      seed: options.seed,
      network: monsoonNetwork(options),
      schedule: schedule(options),
      properties: singleDecreeSafety(quorums),
      // Long enough for the latest news to make its way; a meeting that cannot decide would go on for ever.
      untilTime: options.healAt + 2 * options.lateBy + minutes(30),
    });
    return {
      title: bmcMeeting.title,
      trace: run.trace,
      summary: summarise(run, quorums),
      groupOf: wardOf,
      run,
    };
  },
};

function requireSensible({ cutOffWard, cutOffAt, healAt, lateWard, lateBy }: MeetingOptions): void {
  if (lateWard !== null) corporatorsOf(lateWard);
  if (cutOffWard !== null && healAt <= cutOffAt) {
    throw new RangeError(
      `healAt must come after cutOffAt; got ${formatDuration(healAt)} and ${formatDuration(cutOffAt)}.`,
    );
  }
  if (!Number.isInteger(lateBy) || lateBy < 0) {
    throw new RangeError(`lateBy is a whole number of microseconds, such as minutes(30); got ${lateBy}.`);
  }
}

/** Phones in the rain, and one ward whose messages take half an hour longer. */
export function monsoonNetwork(options: {
  readonly medianLatency: Duration;
  readonly loss: number;
  readonly lateWard?: Ward | null;
  readonly lateBy?: Duration;
}): Network {
  const { medianLatency, loss, lateWard = null, lateBy = 0 } = options;
  const isLate = (node: NodeId): boolean => wardOf(node) === lateWard;
  return {
    latency: { kind: "log-normal", median: medianLatency, sigma: 0.5 },
    loss,
    duplication: 0,
    ordering: "any",
    link: (from, to) =>
      isLate(from) === isLate(to)
        ? undefined
        : { latency: { kind: "exponential", min: lateBy, mean: medianLatency } },
  };
}

function schedule(options: MeetingOptions): readonly Scheduled<SingleDecree<string>>[] {
  const propose = (ward: Ward, at: Time, value: string): Scheduled<SingleDecree<string>> => ({
    at,
    action: { kind: "request", node: representativeOf(ward), request: { kind: "propose", value } },
  });
  const { cutOffWard, cutOffAt, healAt } = options;
  const label = `${cutOffWard} cut off`;
  const inside = cutOffWard === null ? [] : corporatorsOf(cutOffWard);
  const outside = corporators.filter((corporator) => !inside.includes(corporator));
  const outage: readonly Scheduled<SingleDecree<string>>[] =
    cutOffWard === null
      ? []
      : [
          { at: cutOffAt, action: { kind: "partition", label, groups: [inside, outside] } },
          { at: healAt, action: { kind: "heal", label } },
          propose(cutOffWard, healAt + milliseconds(100), promenade),
        ];
  return [
    propose("Kurla", 0, drains),
    ...(options.rival ? [propose("Dadar", milliseconds(5), pumps)] : []),
    ...outage,
  ];
}
