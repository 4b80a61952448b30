import type { NodeId, Random, Time, Vocabulary } from "../core/index.ts";
import { seconds } from "../core/index.ts";
import type { NetworkFault, NodeFault, Scheduled } from "./schedule.ts";

/** How much of which trouble a random schedule holds. */
export interface FaultProfile {
  /** Faults begin between 0 and this moment; all have ended at it. */
  readonly until: Time;
  readonly crashes: number;
  /** Share of the crashes after which the disk is gone; above 0 not even Paxos is safe. */
  readonly diskLoss?: number;
  readonly pauses: number;
  readonly partitions: number;
  /** One-way cuts. */
  readonly cuts: number;
}

/** A little of everything within two seconds, and every disk survives. */
export const everyFault: FaultProfile = { until: seconds(2), crashes: 3, pauses: 2, partitions: 2, cuts: 2 };

/**
 * A random schedule of faults for the given nodes, each with its end: crashed nodes restart, partitions
 * heal. After `profile.until` the world is calm, so a protocol that makes progress must then finish.
 */
export function randomFaults<V extends Vocabulary>(
  nodes: readonly NodeId[],
  profile: FaultProfile,
  random: Random,
): readonly Scheduled<V>[] {
  const spell = (): Spell => {
    const start = random.integer(0, profile.until - 1);
    return { start, end: random.integer(start + 1, profile.until) };
  };
  return [
    ...times(profile.crashes, () => crash(random.pick(nodes), spell(), random.chance(profile.diskLoss ?? 0))),
    ...times(profile.pauses, () => pause(random.pick(nodes), spell())),
    ...times(profile.partitions, (nth) => split(`partition ${nth}`, nodes, spell(), random)),
    ...times(profile.cuts, (nth) => cut(`cut ${nth}`, nodes, spell(), random)),
  ].flat();
}

interface Spell {
  readonly start: Time;
  readonly end: Time;
}

type Fault = { readonly at: Time; readonly action: NodeFault | NetworkFault };

const times = <T>(count: number, make: (nth: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

function crash(node: NodeId, { start, end }: Spell, losesDisk: boolean): readonly Fault[] {
  return [
    { at: start, action: { kind: "crash", node } },
    { at: end, action: { kind: "restart", node, disk: losesDisk ? "lost" : "kept" } },
  ];
}

function pause(node: NodeId, { start, end }: Spell): readonly Fault[] {
  return [
    { at: start, action: { kind: "pause", node } },
    { at: end, action: { kind: "resume", node } },
  ];
}

function split(
  label: string,
  nodes: readonly NodeId[],
  { start, end }: Spell,
  random: Random,
): readonly Fault[] {
  const [left, right] = halves(nodes, random);
  return [
    { at: start, action: { kind: "partition", label, groups: [left, right] } },
    { at: end, action: { kind: "heal", label } },
  ];
}

function cut(
  label: string,
  nodes: readonly NodeId[],
  { start, end }: Spell,
  random: Random,
): readonly Fault[] {
  const [from, to] = halves(nodes, random);
  return [
    { at: start, action: { kind: "cut", label, from, to } },
    { at: end, action: { kind: "heal", label } },
  ];
}

function halves(nodes: readonly NodeId[], random: Random): [readonly NodeId[], readonly NodeId[]] {
  const shuffled = random.shuffle(nodes);
  const size = random.integer(1, Math.max(1, nodes.length - 1));
  return [shuffled.slice(0, size), shuffled.slice(size)];
}
