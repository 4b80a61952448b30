import { nodes, type NodeId, type Vocabulary } from "../../src/core/index.ts";
import {
  colluding,
  equivocating,
  forging,
  inWrongRound,
  lying,
  replaying,
  silent,
  slow,
  type Behaviour,
  type Faulty,
  type Lies,
} from "../../src/protocols/byzantine/index.ts";

/** Every behaviour of the library. */
export const waysToMisbehave = [
  "silent",
  "silent towards one",
  "slow",
  "lying",
  "equivocating",
  "colluding",
  "forging",
  "replaying",
  "in a wrong view",
] as const;

export type WayToMisbehave = (typeof waysToMisbehave)[number];

/**
 * These nodes among so many misbehave in that way. Half of the correct ones are told otherwise by who tells two stories; with
 * the turn, others of them.
 */
export function misbehaving<V extends Vocabulary>(
  way: WayToMisbehave,
  lies: Lies<V["message"]>,
  faulty: readonly NodeId[],
  count: number,
  turn = 0,
): Faulty<V> {
  const everybody = nodes(count);
  const inOrder = everybody.filter((node) => !faulty.includes(node));
  const correct = inOrder.map((_, nth) => inOrder[(nth + turn) % inOrder.length]!);
  const toldOtherwise = correct.slice(Math.ceil(correct.length / 2));
  const behaviour = (): Behaviour<V> => {
    switch (way) {
      case "silent":
        return silent();
      case "silent towards one":
        return silent(correct.slice(0, 1));
      case "slow":
        return slow(12);
      case "lying":
        return lying(lies);
      case "equivocating":
        return equivocating(lies, toldOtherwise);
      case "colluding":
        return colluding(lies, { faulty, toldOtherwise });
      case "forging":
        return forging(lies, everybody);
      case "replaying":
        return replaying(everybody);
      case "in a wrong view":
        return inWrongRound(lies);
    }
  };
  return Object.fromEntries(faulty.map((node) => [node, behaviour()]));
}
