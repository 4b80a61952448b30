import { isAbove, type Ballot, type Effect, type Protocol } from "../../../src/core/index.ts";
import type { Model } from "../../../src/check/index.ts";
import { appliedInOrder, atMostOnce, logAgreement } from "../../../src/properties/index.ts";
import { logEventIn, type Message } from "../../../src/protocols/multi-paxos/index.ts";
import { lettersOn, type Letters } from "./letters.ts";

/** What only helps on the way: of no consequence to safety, for any message may be lost and any timer slow. */
const helpful: readonly Message<unknown, unknown, unknown>["kind"][] = [
  "heartbeat",
  "alive",
  "missing",
  "forward",
];

const isEssential = (effect: Effect<Letters>): boolean => {
  if (effect.kind === "send") return !helpful.includes(effect.message.kind);
  return effect.kind !== "set-timer" || effect.timer === "election";
};

/** Runs in which all these messages are lost, and no leader repeats itself. */
function withoutHelp(protocol: Protocol<Letters>): Protocol<Letters> {
  return {
    ...protocol,
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      return { state: next, effects: effects.filter(isEssential) };
    },
  };
}

/** Slots of one command, as many at a time as there are. */
export const smallLetters = (slots: number): Protocol<Letters> =>
  lettersOn(3, { batch: { size: 1 }, window: slots, isSticky: false });

export interface Bounds {
  readonly slots: number;
  /** One command for each of these nodes, to be asked for there. */
  readonly askedAt: readonly number[];
  /** The ballots that may be led. */
  readonly ballots: readonly Ballot[];
  readonly crashes: number;
}

/** Three nodes, and every order of events within these bounds. */
export function bounded(
  { slots, askedAt, ballots, crashes }: Bounds,
  protocol = smallLetters(slots),
): Model<Letters> {
  const highest = ballots.reduce((a, b) => (isAbove(a, b) ? a : b));
  return {
    protocol: withoutHelp(protocol),
    nodes: 3,
    requests: askedAt.map((node, client) => ({
      node,
      request: { kind: "execute", client, sequence: 0, command: "abc"[client]! },
    })),
    properties: [
      logAgreement<Letters>(logEventIn),
      appliedInOrder<Letters>(logEventIn),
      atMostOnce<Letters>(logEventIn),
    ],
    crashes: { most: crashes },
    within: {
      name: `${slots} slots, ballots ${ballots.map(({ round, node }) => `${round}.${node}`).join(", ")}`,
      state: ({ promised, replica }) =>
        replica.next <= slots && (promised === null || !isAbove(promised, highest)),
      message: (message) =>
        message.kind !== "prepare" ||
        ballots.some(({ round, node }) => round === message.ballot.round && node === message.ballot.node),
    },
    sometimes: [
      {
        name: "every slot is applied",
        event: (_node, event) =>
          event.kind === "decide" && event.decision.kind === "applied" && event.decision.slot === slots - 1,
      },
      {
        name: "the higher ballot adopts what was proposed at the lower",
        event: (node, event) =>
          event.kind === "send" &&
          event.message.kind === "accept" &&
          event.message.value.kind === "commands" &&
          event.message.value.commands.some(({ client }) => askedAt[client] !== node),
      },
    ],
  };
}
