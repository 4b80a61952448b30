import {
  createRandom,
  milliseconds,
  nodes,
  seconds,
  type Duration,
  type NodeId,
  type Random,
  type Time,
  type Vocabulary,
} from "../../core/index.ts";
import { everyFault, randomFaults, type FaultProfile } from "../faults.ts";
import { stormyNetwork, type Network } from "../network.ts";
import type { Scheduled } from "../schedule.ts";
import { namesOf } from "../setup.ts";
import { planned, type Happening, type Storm, type Strike } from "./storm.ts";

/** Which storms to draw: how bad they may get, and what clients ask meanwhile. */
export interface StormProfile<V extends Vocabulary> {
  readonly nodes: number | readonly string[];
  /** What clients ask between 0 and `calm`. */
  readonly requests: (everybody: readonly NodeId[], calm: Time, random: Random) => readonly Scheduled<V>[];
  /**
   * What a client asks of a node that is up again after the storm, so that a protocol that makes progress
   * comes to an end there. Without it, nodes are restarted and asked nothing.
   */
  readonly late?: (node: NodeId) => V["request"];
  /** By default {@link stormyNetwork}. */
  readonly network?: Network;
  /** By default {@link everyFault}. */
  readonly faults?: Omit<FaultProfile, "until">;
  /** At most so many crashes in the middle of a step; by default 3. */
  readonly strikes?: number;
  /** Each of them at one of the first so many effects of its kind at its node; by default 8. */
  readonly strikesAmong?: number;
  /** A clock may be wrong by this share; by default 0.2. */
  readonly clockDrift?: number;
  /** How long a storm may last; each storm draws one of them. */
  readonly lengths?: readonly Time[];
  /**
   * So long after the storm each node is started, if it is down, and asked. By default four times, ever later, the
   * last time after 1,000 seconds: a protocol that comes to rest waits for that at no cost.
   */
  readonly wakeUps?: readonly Duration[];
}

/**
 * In a short storm everything happens to one round of messages (some 40 ms in the stormy network), in a
 * long one to many.
 */
const lengths: readonly Time[] = [milliseconds(100), milliseconds(400), everyFault.until];

/** The storm of that seed. At its end, every node is started again and asked once more. */
export function drawStorm<V extends Vocabulary>(profile: StormProfile<V>, seed: number): Storm<V> {
  const random = createRandom(seed);
  const everybody = nodes(namesOf(profile.nodes).length);
  const {
    strikes = 3,
    strikesAmong = 8,
    clockDrift = 0.2,
    faults = everyFault,
    network = stormyNetwork,
    wakeUps = [1, 10, 100, 1_000].map(seconds),
  } = profile;
  const calm = random.pick(profile.lengths ?? lengths);
  return {
    seed,
    nodes: profile.nodes,
    network,
    clockRates: everybody.map(() => 1 - clockDrift + 2 * clockDrift * random.unit()),
    happenings: [
      ...planned(profile.requests(everybody, calm, random)),
      ...planned(randomFaults<V>(everybody, { ...someOf(faults, random), until: calm }, random)),
      ...Array.from({ length: random.integer(0, strikes) }, () => strike(everybody, strikesAmong, random)),
      ...everybody.flatMap((node) =>
        wakeUp(
          node,
          wakeUps.map((later) => calm + later),
          profile.late,
        ),
      ),
    ],
  };
}

/**
 * Every other storm does without a kind of fault, for kinds of trouble hide one another. (Groce and others, *Swarm
 * Testing*, 2012.) The planted bugs that are hardest to hit by storms of everything are found several times sooner so.
 */
function someOf(faults: Omit<FaultProfile, "until">, random: Random): Omit<FaultProfile, "until"> {
  const sometimes = (count: number): number => (random.chance(0.5) ? count : 0);
  return {
    ...faults,
    crashes: sometimes(faults.crashes),
    pauses: sometimes(faults.pauses),
    partitions: sometimes(faults.partitions),
    cuts: sometimes(faults.cuts),
  };
}

function strike(everybody: readonly NodeId[], among: number, random: Random): Strike {
  const effect = random.pick(["persist", "send", "decide"] as const);
  return { kind: "strike", node: random.pick(everybody), effect, nth: random.integer(1, among) };
}

/** Strikes may fall on one node long after the faults; woken several times, it gets over them. */
function wakeUp<V extends Vocabulary>(
  node: NodeId,
  times: readonly Time[],
  late: ((node: NodeId) => V["request"]) | undefined,
): readonly Happening<V>[] {
  const schedule = times.flatMap((at): readonly Scheduled<V>[] => {
    const restart: Scheduled<V> = { at, action: { kind: "restart", node } };
    if (late === undefined) return [restart];
    return [restart, { at: at + milliseconds(1), action: { kind: "request", node, request: late(node) } }];
  });
  return planned(schedule);
}
