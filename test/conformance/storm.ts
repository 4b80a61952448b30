import {
  createRandom,
  milliseconds,
  nodes,
  seconds,
  type NodeId,
  type Random,
  type Time,
} from "../../src/core/index.ts";
import { everyFault, randomFaults, type NetworkFault, type NodeFault } from "../../src/sim/index.ts";

/** One bad night as data: all that happens to a system, each thing removable without the others. */
export interface Storm {
  /** Seeds the network and the timers. */
  readonly seed: number;
  readonly nodes: number;
  readonly clockRates: readonly number[];
  readonly happenings: readonly Happening[];
}

export type Happening =
  | { readonly at: Time; readonly kind: "propose"; readonly node: NodeId; readonly value: string }
  | { readonly at: Time; readonly kind: "fault"; readonly fault: NodeFault | NetworkFault }
  /** The node dies with its `nth` effect of this kind still undone. */
  | {
      readonly kind: "strike";
      readonly node: NodeId;
      readonly effect: "persist" | "send" | "decide";
      readonly nth: number;
    };

/**
 * A random storm: several proposals, every kind of fault, crashes in the middle of a step, wrong clocks.
 *
 * At the end every node is up again and asked once more, so that a protocol that makes progress decides.
 */
export function randomStorm(seed: number, count: number): Storm {
  const random = createRandom(seed);
  const everybody = nodes(count);
  // A ballot takes some 40 ms here: in a short storm everything happens to one, in a long one to many.
  const calm = random.pick([milliseconds(100), milliseconds(400), everyFault.until]);
  return {
    seed,
    nodes: count,
    clockRates: everybody.map(() => 0.8 + 0.4 * random.unit()),
    happenings: [
      ...Array.from({ length: random.integer(2, 6) }, (_, nth) =>
        proposal(`value ${nth + 1}`, calm, everybody, random),
      ),
      ...randomFaults(everybody, { ...everyFault, until: calm }, random).map(asHappening),
      ...Array.from({ length: random.integer(0, 3) }, () => strike(everybody, random)),
      ...everybody.flatMap((node) => wakeUp(node, calm)),
    ],
  };
}

function proposal(value: string, calm: Time, everybody: readonly NodeId[], random: Random): Happening {
  return { at: random.integer(0, calm), kind: "propose", node: random.pick(everybody), value };
}

function asHappening(scheduled: ReturnType<typeof randomFaults>[number]): Happening {
  const { at, action } = scheduled;
  if (action.kind === "request") throw new Error("a schedule of faults holds no requests");
  return { at, kind: "fault", fault: action };
}

function strike(everybody: readonly NodeId[], random: Random): Happening {
  const effect = random.pick(["persist", "send", "decide"] as const);
  return { kind: "strike", node: random.pick(everybody), effect, nth: random.integer(1, 8) };
}

/** Three strikes may fall on one node long after the faults; woken four times, ever later, it gets there. */
function wakeUp(node: NodeId, calm: Time): readonly Happening[] {
  return [1, 10, 100, 1_000].flatMap((later): readonly Happening[] => {
    const at = calm + seconds(later);
    return [
      { at, kind: "fault", fault: { kind: "restart", node } },
      { at: at + milliseconds(1), kind: "propose", node, value: `late value of ${node}` },
    ];
  });
}
