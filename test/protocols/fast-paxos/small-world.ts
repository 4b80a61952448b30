import type { Model } from "../../../src/check/index.ts";
import { nodes, type Protocol } from "../../../src/core/index.ts";
import {
  fastPaxos,
  type Configuration,
  type FastQuorums,
  type Message,
} from "../../../src/protocols/fast-paxos/index.ts";
import { vessel } from "../../conformance/consensus.ts";
import { fastCandidate, type V } from "./candidate.ts";

export interface World {
  /** The right quorums; the nodes may believe in others. */
  readonly quorums: FastQuorums;
  readonly configuration?: Partial<Configuration<string>>;
  /** Rounds that are looked at: 1 to this one. */
  readonly rounds: number;
  readonly crashes?: number;
}

/**
 * Acceptors, a coordinator, two proposers and a learner, each on a node of its own: everything that can happen
 * to them up to some round.
 */
export function smallWorld({ quorums, configuration = {}, rounds, crashes = 0 }: World): Model<V> {
  const acceptors = quorums.acceptors.length;
  const [coordinator, first, second, learner] = nodes(acceptors + 4).slice(acceptors) as [
    number,
    number,
    number,
    number,
  ];
  const whole: Configuration<string> = {
    quorums,
    coordinators: [coordinator],
    learners: [learner],
    ...configuration,
  };
  const candidate = fastCandidate("Fast Paxos", acceptors + 4, whole, quorums);
  return {
    ...vessel(candidate),
    protocol: withOneTimer(fastPaxos(whole), coordinator),
    nodes: acceptors + 4,
    listeners: [learner],
    requests: [
      { node: first, request: { kind: "propose", value: "drains" } },
      { node: second, request: { kind: "propose", value: "roads" } },
    ],
    sometimes: [
      {
        name: "a fast round chooses",
        event: (_, event) => event.kind === "decide" && event.decision.round === 1,
      },
      {
        name: "a later round chooses",
        event: (_, event) => event.kind === "decide" && event.decision.round > 1,
      },
    ],
    crashes: { most: crashes },
    // A crash may strike in the middle of a broadcast, and whom it reached tells acceptors apart.
    ...(crashes === 0 ? { symmetry: { nodes: quorums.acceptors, idsUnder: ["nodes", "voters"] } } : {}),
    within: {
      name: `rounds 1 to ${rounds}, refusals unsaid`,
      message: (message) => message.kind !== "nack" && roundOf(message) <= rounds,
    },
  };
}

function roundOf(message: Message<string>): number {
  return "round" in message ? message.round : 0;
}

/** Only the coordinator ever loses patience: a proposer that asks again says nothing new. */
function withOneTimer(protocol: Protocol<V>, node: number): Protocol<V> {
  return {
    ...protocol,
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      if (context.self === node) return { state: next, effects };
      return { state: next, effects: effects.filter(({ kind }) => kind !== "set-timer") };
    },
  };
}
