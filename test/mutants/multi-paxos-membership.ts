import type { Effect, NodeId, Protocol } from "../../src/core/index.ts";
import type { MapPaxos } from "../conformance/multi-paxos-candidate.ts";
import { movingCandidate, small } from "../conformance/reconfiguration.ts";
import type { LogVariant } from "./multi-paxos.ts";

type Options = NonNullable<Parameters<typeof movingCandidate>[1]>;

const withOptions = (options: Options): Protocol<MapPaxos> =>
  movingCandidate("", { ...small, ...options }).protocol;

const withRules = (rules: NonNullable<Options["rules"]>): Protocol<MapPaxos> => withOptions({ rules });

const right = withRules({});

/** The protocol, with each thing its nodes do replaced by this. */
function withEffects(
  change: (effect: Effect<MapPaxos>, self: NodeId) => Effect<MapPaxos>,
): Protocol<MapPaxos> {
  return {
    ...right,
    step(state, input, context) {
      const transition = right.step(state, input, context);
      return {
        ...transition,
        effects: transition.effects.map((effect) => change(effect, context.self)),
      };
    },
  };
}

type Replica = MapPaxos["state"]["replica"];

const forgetful = (replica: Replica): Replica => ({
  ...replica,
  tenures: [{ number: 0, from: 0, membership: { kind: "initial" } }],
});

/**
 * Three more are found sooner by going through every order of events: see
 * test/protocols/multi-paxos/membership-exhaustive.test.ts.
 */
export const mutants: readonly LogVariant[] = [
  {
    name: "new members promise, but do not say what they have accepted",
    protocol: withEffects((effect, self) =>
      effect.kind === "send" && effect.message.kind === "promise" && self > 2
        ? { ...effect, message: { ...effect.message, accepted: [] } }
        : effect,
    ),
  },
  { name: "votes of nodes count that are no members", protocol: withRules({ hasVote: () => true }) },
  {
    name: "the old quorums are used in the slots of the new configuration",
    protocol: withRules({ governs: (tenures) => tenures[0]! }),
  },
  {
    name: "the new quorums are used in the slots of the old configuration",
    protocol: withRules({ governs: (tenures) => tenures.at(-1)! }),
  },
  {
    name: "a snapshot for others loses the configuration",
    protocol: withEffects((effect) =>
      effect.kind === "send" && effect.message.kind === "snapshot"
        ? { ...effect, message: { ...effect.message, replica: forgetful(effect.message.replica) } }
        : effect,
    ),
  },
  {
    name: "a snapshot on disk loses the configuration",
    protocol: withEffects((effect) =>
      effect.kind === "persist"
        ? { ...effect, value: { ...effect.value, snapshot: forgetful(effect.value.snapshot) } }
        : effect,
    ),
  },
];

export const rightVariants: readonly LogVariant[] = [
  {
    name: "in force two windows later",
    protocol: withRules({ inForceFrom: (slot, window) => slot + 2 * window }),
  },
  { name: "nobody is loyal to a leader", protocol: withOptions({ isSticky: false }) },
];
