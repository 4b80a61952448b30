import type { Model } from "../../../src/check/index.ts";
import type { Effect, Protocol, Service } from "../../../src/core/index.ts";
import { appliedInOrder, atMostOnce, logAgreement } from "../../../src/properties/index.ts";
import {
  logEventIn,
  viewstampedReplication,
  type Configuration,
  type ViewstampedReplication,
} from "../../../src/protocols/viewstamped-replication/index.ts";

/** Commands are letters, and the service is the text they make. */
export type Letters = ViewstampedReplication<string, string, string>;

const letters: Service<string, string, string> = {
  name: "letters",
  initial: "",
  apply: (text, letter) => ({ state: text + letter, result: text + letter }),
};

export const lettersAmong = (
  replicas: number,
  options: Partial<Configuration<string, string, string>> = {},
): Protocol<Letters> => viewstampedReplication({ replicas, service: letters, ...options });

export interface Bounds {
  readonly protocol?: Protocol<Letters>;
  /** The last view. */
  readonly view: number;
  /** One command for each of these replicas, to be asked for there. */
  readonly askedAt: readonly number[];
  readonly crashes: number;
  /** Kinds of messages that never arrive. */
  readonly lost?: readonly Letters["message"]["kind"][];
  /** Who may lose patience with its primary. */
  readonly impatient?: readonly number[];
}

/**
 * Three replicas, and every order of events within these bounds. No request is forwarded, and nobody repeats itself: for
 * safety that is no loss, as any message may be late for ever, but for the recovery of one whose question came too early.
 */
export function bounded({
  protocol = lettersAmong(3),
  view,
  askedAt,
  crashes,
  lost = [],
  impatient = [0, 1, 2],
}: Bounds): Model<Letters> {
  return {
    protocol: withoutRepeats(protocol, ["request", ...lost], impatient),
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
    sometimes: [
      { name: "an operation is executed", event: (_, event) => event.kind === "decide" },
      {
        name: "an operation of view 0 is executed in the last view",
        event: (_, event) =>
          event.kind === "send" &&
          event.message.kind === "start-view" &&
          event.message.view === view &&
          event.message.history.opNumber > 0,
      },
    ],
    crashes: { most: crashes, strikes: "between steps" },
    deadMessages: "kept",
    within: { name: `views up to ${view}`, state: (state) => state.view <= view },
  };
}

function withoutRepeats(
  protocol: Protocol<Letters>,
  lost: readonly Letters["message"]["kind"][],
  impatient: readonly number[],
): Protocol<Letters> {
  const isKept = (effect: Effect<Letters>, self: number): boolean => {
    if (effect.kind === "send") return !lost.includes(effect.message.kind);
    return effect.kind !== "set-timer" || (effect.timer === "view-change" && impatient.includes(self));
  };
  return {
    ...protocol,
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      return { state: next, effects: effects.filter((effect) => isKept(effect, context.self)) };
    },
  };
}
