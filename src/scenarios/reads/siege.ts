import { milliseconds, type NodeId, type Random, type Time, type Vocabulary } from "../../core/index.ts";
import type { Scheduled } from "../../sim/index.ts";

type Schedule<V extends Vocabulary> = readonly Scheduled<V>[];

/** One that puts something in a leader's way between `from` and `until`. */
type Obstacle = <V extends Vocabulary>(
  leader: NodeId,
  others: readonly NodeId[],
  span: SiegeSpan,
  random: Random,
) => Schedule<V>;

export interface SiegeSpan {
  /** By then, the leader leads. */
  readonly from: Time;
  readonly until: Time;
}

/**
 * One node leads, and others come to want to. Meanwhile some node, maybe the leader itself, is away for an instant.
 * With `patience` of 150 ms, that is what it takes to make a lease matter.
 */
export function besieged<V extends Vocabulary>(
  leader: NodeId,
  everybody: readonly NodeId[],
  span: SiegeSpan,
  random: Random,
): Schedule<V> {
  const others = everybody.filter((node) => node !== leader);
  const obstacles: readonly Obstacle[] = [sleeps, cutOff, parted];
  return [
    ...others.flatMap((node) => oversleeps<V>(node)),
    random.pick(obstacles)<V>(leader, others, span, random),
    ...Array.from({ length: random.integer(0, 3) }, () => flicker<V>(random.pick(everybody), span, random)),
  ].flat();
}

/** Without this, a node with a slow clock would never be the first to lead. */
function oversleeps<V extends Vocabulary>(node: NodeId): Schedule<V> {
  return [
    { at: 0, action: { kind: "pause", node } },
    { at: milliseconds(260), action: { kind: "resume", node } },
  ];
}

const drawMoment = ({ from, until }: SiegeSpan, random: Random): Time =>
  random.integer(from, until - milliseconds(250));

/** For so long that it is given up. */
const sleeps: Obstacle = (node, _others, span, random) => {
  const at = drawMoment(span, random);
  return [
    { at, action: { kind: "pause", node } },
    { at: at + milliseconds(220), action: { kind: "resume", node } },
  ];
};

/** Nothing from the leader reaches the others; their own words may. */
const cutOff: Obstacle = (leader, others, span, random) => {
  const label = "siege";
  const at = drawMoment(span, random);
  return [
    random.chance(0.5)
      ? { at, action: { kind: "cut", label, from: [leader], to: others } }
      : { at, action: { kind: "partition", label, groups: [[leader], others] } },
    { at: span.until, action: { kind: "heal", label } },
  ];
};

/** One node misses the leader, whom the others hear; after a while the leader hears nobody any more. */
const parted: Obstacle = (leader, others, span, random) => {
  const [one, later] = ["one parted", "deaf"];
  const at = drawMoment(span, random);
  return [
    { at, action: { kind: "partition", label: one, groups: [[leader], [random.pick(others)]] } },
    { at: at + milliseconds(100), action: { kind: "cut", label: later, from: others, to: [leader] } },
    { at: span.until, action: { kind: "heal", label: one } },
    { at: span.until, action: { kind: "heal", label: later } },
  ];
};

/** A node is back before anyone misses it. */
function flicker<V extends Vocabulary>(
  node: NodeId,
  { from, until }: SiegeSpan,
  random: Random,
): Schedule<V> {
  const at = random.integer(from, until);
  return [
    { at, action: { kind: "crash", node } },
    { at: at + milliseconds(2), action: { kind: "restart", node } },
  ];
}
