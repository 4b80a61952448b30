import { nodes, type NodeId } from "../../src/core/index.ts";
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
} from "../../src/protocols/byzantine/index.ts";
import { pbftLies } from "../../src/protocols/pbft/index.ts";
import type { MapPbft } from "./pbft-candidate.ts";

/** One way to misbehave, for some nodes among others. */
type Cast = (faulty: readonly NodeId[], everybody: readonly NodeId[]) => (node: NodeId) => Behaviour<MapPbft>;

const lies = pbftLies<never, never, never>() as ReturnType<typeof pbftLies>;

/** Every behaviour of the library. Half of the correct nodes are told otherwise by those who tell two stories. */
export const behaviours: Readonly<Record<string, Cast>> = {
  silent: () => () => silent(),
  "silent towards one": (faulty, everybody) => () => silent([otherThan(faulty, everybody)[0]!]),
  slow: () => () => slow(12),
  lying: () => () => lying(lies as never),
  equivocating: (faulty, everybody) => () => equivocating(lies as never, half(otherThan(faulty, everybody))),
  colluding: (faulty, everybody) => () =>
    colluding(lies as never, { faulty, toldOtherwise: half(otherThan(faulty, everybody)) }),
  forging: (_, everybody) => () => forging(lies as never, everybody),
  replaying: (_, everybody) => () => replaying(everybody),
  "in a wrong view": () => () => inWrongRound(lies as never),
};

const otherThan = (faulty: readonly NodeId[], everybody: readonly NodeId[]): readonly NodeId[] =>
  everybody.filter((node) => !faulty.includes(node));

const half = (list: readonly NodeId[]): readonly NodeId[] => list.slice(Math.ceil(list.length / 2));

/** These nodes misbehave in that way. */
export function misbehaving(
  name: keyof typeof behaviours,
  faulty: readonly NodeId[],
  count: number,
): Faulty<MapPbft> {
  const cast = behaviours[name]!(faulty, nodes(count));
  return Object.fromEntries(faulty.map((node) => [node, cast(node)]));
}
