import type { Model, Sometimes } from "../../check/index.ts";
import { nodes, type Effect, type NodeId, type Protocol } from "../../core/index.ts";
import {
  fastPaxos,
  isFast,
  roundsOf,
  type Configuration,
  type FastPaxos,
  type FastQuorums,
  type Message,
} from "../../protocols/fast-paxos/index.ts";
import { committee, fastPaxosSafety } from "../../scenarios/index.ts";

type V = FastPaxos<string>;

export interface FastBounds {
  /** The right quorums; with `configuration` the nodes may be made to believe in others. */
  readonly quorums: FastQuorums;
  readonly configuration?: Partial<Configuration<string>>;
  /** Rounds that are looked at: 1 to this one. */
  readonly rounds: number;
  /** How many propose, each something else. By default 2. */
  readonly proposers?: number;
  readonly crashes?: number;
}

/** What is proposed, by one proposer after the other. */
export const fastPlans = ["drains", "roads", "lights"] as const;

/** Of up to five acceptors, the coordinator, the proposers and the learner. */
const proposerNames = ["Desai", "Patil", "Kulkarni"] as const;

/**
 * Fast Paxos with each role on nodes of its own: acceptors, a coordinator, proposers and one learner, and everything
 * that can happen to them up to some round.
 *
 * Left out, because it breaks nothing that is not broken without it: that the *any* of round 1 may be late, for so may
 * proposals; refusals, which only make a coordinator go on sooner; and timers of proposers, who would say the same again.
 */
export function fastPaxosModel({
  quorums,
  configuration = {},
  rounds,
  proposers = 2,
  crashes = 0,
}: FastBounds): Model<V> {
  const acceptors = quorums.acceptors.length;
  const coordinator = acceptors;
  const learner = acceptors + proposers + 1;
  const whole = { quorums, coordinators: [coordinator], learners: [learner], ...configuration };
  return {
    protocol: withoutDetours(whole, coordinator),
    nodes: [
      ...quorums.acceptors.map((node) => committee[node] ?? `acceptor ${node}`),
      "the Mayor",
      ...proposerNames.slice(0, proposers),
      "the clerk",
    ],
    listeners: [learner],
    requests: nodes(proposers).map((nth) => ({
      node: coordinator + 1 + nth,
      request: { kind: "propose", value: fastPlans[nth]! },
    })),
    properties: fastPaxosSafety(quorums, roundsOf(whole)),
    sometimes: expected(rounds),
    crashes: { most: crashes },
    // A crash may strike in the middle of a broadcast, and whom it reached tells acceptors apart.
    ...(crashes === 0 && acceptors > 1
      ? { symmetry: { nodes: quorums.acceptors, idsUnder: ["nodes", "voters"] } }
      : {}),
    within: {
      name: `${rounds === 1 ? "round 1" : `rounds 1 to ${rounds}`}, refusals unsaid`,
      message: (message) => message.kind !== "nack" && roundOf(message) <= rounds,
    },
  };
}

function expected(rounds: number): readonly Sometimes<V>[] {
  const first: Sometimes<V> = {
    name: "round 1 chooses",
    event: (_, event) => event.kind === "decide" && event.decision.round === 1,
  };
  const later: Sometimes<V> = {
    name: "a later round chooses",
    event: (_, event) => event.kind === "decide" && event.decision.round > 1,
  };
  return rounds === 1 ? [first] : [first, later];
}

function roundOf(message: Message<string>): number {
  return "round" in message ? message.round : 0;
}

function withoutDetours(configuration: Configuration<string>, coordinator: NodeId): Protocol<V> {
  const protocol = fastPaxos(configuration);
  const isOpen = isFast(roundsOf(configuration), 1);
  const isKept = (effect: Effect<V>, self: NodeId): boolean => {
    if (effect.kind === "set-timer") return self === coordinator;
    if (effect.kind !== "send" || effect.message.kind !== "2a") return true;
    return effect.message.round > 1 || effect.message.ask.kind !== "any";
  };
  return {
    name: protocol.name,
    initial(self) {
      const state = protocol.initial(self);
      if (!isOpen || !configuration.quorums.acceptors.includes(self)) return state;
      return { ...state, acceptor: { ...state.acceptor, rnd: 1, anyIn: 1 } };
    },
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      return { state: next, effects: effects.filter((effect) => isKept(effect, context.self)) };
    },
  };
}
