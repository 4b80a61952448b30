import {
  createRandom,
  majority,
  milliseconds,
  nodes,
  seconds,
  type NodeId,
  type Random,
  type Time,
} from "../../core/index.ts";
import {
  randomisedBackoff,
  singleDecree,
  type Roles,
  type SingleDecree,
} from "../../protocols/single-decree/index.ts";
import { randomFaults, simulate, type Network, type Scheduled } from "../../sim/index.ts";
import { singleDecreeSafety } from "../safety.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { summarise, type MeetingSummary } from "./summary.ts";
import { committee } from "./takeover.ts";

export interface StormOptions extends SeededOptions {
  /** How many of the five wards take part: 3, 4 or 5. */
  readonly members: number;
  /** Other code for a role, to see whether it weathers the storm. */
  readonly roles: Partial<Roles<string>>;
  /** How often the power of some member fails for a moment. Every disk survives. */
  readonly flickers: number;
  /** When the power and the partitions are mended. Messages are still lost and late after it. */
  readonly calmAt: Time;
}

/**
 * A night of everything at once: all members propose, messages are lost, doubled, overtaken and late, the
 * power flickers, a partition, a one-way cut and a pause come and go. After it, whoever has not heard
 * of a decision asks again. Each seed is another such night.
 */
export const bmcStorm: Scenario<StormOptions, SingleDecree<string>, MeetingSummary> = {
  name: "bmc-storm",
  title: "A monsoon night: every fault at once",
  defaults: { seed: 1, members: 5, roles: {}, flickers: 20, calmAt: milliseconds(300) },
  run(changes = {}) {
    const options = { ...bmcStorm.defaults, ...changes };
    const { members, roles, seed } = options;
    if (!Number.isInteger(members) || members < 3 || members > committee.length) {
      throw new RangeError(`members must be a whole number from 3 to ${committee.length}; got ${members}.`);
    }
    const quorums = majority(nodes(members));
    const run = simulate<SingleDecree<string>>({
      protocol: singleDecree<string>({
        quorums,
        roles,
        retry: randomisedBackoff({ roundTrip: milliseconds(20), cap: milliseconds(320) }),
      }),
      nodes: committee.slice(0, members),
      seed,
      network: monsoonNight,
      schedule: schedule(options, createRandom(seed).fork()),
      properties: singleDecreeSafety(quorums),
      untilTime: options.calmAt + seconds(30),
    });
    return {
      title: `${bmcStorm.title} (seed ${seed})`,
      trace: run.trace,
      summary: summarise(run, quorums),
      groupOf: (node) => committee[node] as string,
      run,
    };
  },
};

/** Half of the messages take less than 10 ms; one in a hundred takes a third of a second and more. */
const monsoonNight: Network = {
  latency: { kind: "log-normal", median: milliseconds(10), sigma: 1.5 },
  loss: 0.1,
  duplication: 0.1,
  ordering: "any",
};

function schedule(options: StormOptions, random: Random): readonly Scheduled<SingleDecree<string>>[] {
  const { calmAt, flickers } = options;
  const members = nodes(options.members);
  const propose = (node: NodeId, at: Time): Scheduled<SingleDecree<string>> => ({
    at,
    action: { kind: "request", node, request: { kind: "propose", value: `${committee[node]}'s plan` } },
  });
  const outOfPower = milliseconds(1);
  const flicker = (): readonly Scheduled<SingleDecree<string>>[] => {
    const node = random.pick(members);
    const at = random.integer(0, calmAt - outOfPower);
    return [
      { at, action: { kind: "crash", node } },
      { at: at + outOfPower, action: { kind: "restart", node } },
    ];
  };
  return [
    ...members.map((node) => propose(node, random.integer(0, milliseconds(50)))),
    ...Array.from({ length: flickers }, flicker).flat(),
    ...randomFaults<SingleDecree<string>>(
      members,
      { until: calmAt, crashes: 0, pauses: 1, partitions: 1, cuts: 1 },
      random,
    ),
    ...members.map((node) => propose(node, calmAt + random.integer(0, milliseconds(200)))),
  ];
}
