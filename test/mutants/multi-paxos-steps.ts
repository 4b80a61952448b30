import {
  emptyArray,
  fromIndex,
  itemAt,
  itemsFrom,
  majority,
  nodes,
  type Input,
  type Protocol,
} from "../../src/core/index.ts";
import { multiPaxos, type Message } from "../../src/protocols/multi-paxos/index.ts";
import {
  keyValueStore,
  type KeyValueCommand,
  type KeyValueState,
} from "../../src/protocols/services/index.ts";
import { stormyNetwork } from "../../src/sim/index.ts";
import type { MapPaxos as V } from "../conformance/multi-paxos-candidate.ts";
import type { LogVariant } from "./multi-paxos.ts";

type Step = Protocol<V>["step"];
type Letter = Message<KeyValueState, KeyValueCommand, string | null | boolean>;

/** Multi-Paxos among so many nodes, with its step done in another way. */
function otherwise(count: number, change: (step: Step) => Step, snapshotEvery = 5): Protocol<V> {
  const right = multiPaxos({
    quorums: majority(nodes(count)),
    service: keyValueStore,
    batch: { size: 1 },
    window: 4,
    snapshotEvery,
  });
  return { ...right, step: change(right.step) };
}

/** A message of this kind, if that is what comes in. */
function heard<K extends Letter["kind"]>(input: Input<V>, kind: K): Extract<Letter, { kind: K }> | null {
  if (input.kind !== "message" || input.message.kind !== kind) return null;
  return input.message as Extract<Letter, { kind: K }>;
}

/** Bugs in what nodes do with what they hear, each in one place. */
export const stepMutants: readonly LogVariant[] = [
  {
    name: "a leader answers its client before a quorum has accepted",
    protocol: otherwise(3, (step) => (state, input, context) => {
      const { state: next, effects } = step(state, input, context);
      const wish = input.kind === "request" && input.request.kind === "execute" ? input.request : null;
      if (wish === null || state.role.kind !== "leading") return { state: next, effects };
      const { result } = keyValueStore.apply(state.replica.service, wish.command);
      const { client, sequence } = wish;
      return {
        state: next,
        effects: [...effects, { kind: "decide", decision: { kind: "answered", client, sequence, result } }],
      };
    }),
  },
  {
    name: "an acceptance that comes twice counts for two",
    nodes: 5,
    network: { ...stormyNetwork, duplication: 0.4 },
    protocol: otherwise(5, (step) => (state, input, context) => {
      const accepted = heard(input, "accepted");
      if (accepted === null || input.kind !== "message" || state.role.kind !== "leading") {
        return step(state, input, context);
      }
      const acceptors = state.role.inFlight[accepted.slot - state.replica.next]?.acceptors ?? [];
      const isSecond = acceptors.includes(input.from);
      const from = isSecond ? (nodes(5).find((node) => !acceptors.includes(node)) ?? input.from) : input.from;
      return step(state, { ...input, from }, context);
    }),
  },
  {
    name: "a catch-up brings what is only accepted as well",
    nodes: 5,
    protocol: otherwise(
      5,
      (step) => (state, input, context) => {
        const { state: next, effects } = step(state, input, context);
        const more = itemsFrom(next.log, next.replica.next).map(({ index: slot, item }) => ({
          slot,
          ...item,
        }));
        return {
          state: next,
          effects: effects.map((effect) => {
            if (effect.kind !== "send" || effect.message.kind !== "catch-up") return effect;
            const { message } = effect;
            return { ...effect, message: { ...message, chosen: [...message.chosen, ...more] } };
          }),
        };
      },
      1_000,
    ),
  },
  {
    name: "whatever was accepted is chosen if a heartbeat says how far things are, at whichever ballot",
    protocol: otherwise(3, (step) => (state, input, context) => {
      const heartbeat = heard(input, "heartbeat");
      const transition = step(state, input, context);
      const ballot = itemAt(transition.state.log, transition.state.replica.next)?.ballot;
      if (heartbeat === null || input.kind !== "message" || ballot === undefined) return transition;
      const { chosenBelow } = heartbeat;
      const more = step(
        transition.state,
        { ...input, message: { kind: "chosen", ballot, chosenBelow } },
        context,
      );
      return { state: more.state, effects: [...transition.effects, ...more.effects] };
    }),
  },
  {
    name: "what a client asks for is brought to a leader once, and to no other leader after that",
    protocol: otherwise(3, (step) => (state, input, context) => {
      if (input.kind === "timer" && input.timer === "retry") return { state, effects: [] };
      const isKnown =
        input.kind === "request" &&
        input.request.kind === "execute" &&
        itemAt(state.waiting, input.request.client)?.sequence === input.request.sequence;
      if (isKnown) return { state, effects: [] };
      const { state: next, effects } = step(state, input, context);
      const isForward = (effect: (typeof effects)[number]): boolean =>
        effect.kind === "send" && effect.message.kind === "forward";
      return { state: next, effects: effects.filter((each) => input.kind === "request" || !isForward(each)) };
    }),
  },
  {
    name: "a snapshot is taken over even if it is older than what is there",
    protocol: otherwise(3, (step) => (state, input, context) => {
      const snapshot = heard(input, "snapshot");
      if (snapshot === null || state.role.kind === "leading") return step(state, input, context);
      const { replica } = snapshot;
      const [slot, log] = [replica.next, fromIndex(state.log, replica.next)];
      return {
        state: { ...state, replica, snapshot: replica, log, logStart: slot },
        effects: [{ kind: "decide", decision: { kind: "restored", slot, state: replica.service } }],
      };
    }),
  },
  {
    name: "a restarted node has forgotten its log above the snapshot",
    protocol: otherwise(3, (step) => (state, input, context) => {
      if (input.kind !== "start" || input.persisted === null) return step(state, input, context);
      const { snapshot } = input.persisted;
      const persisted = {
        ...input.persisted,
        log: emptyArray,
        logStart: snapshot.next,
        chosenBelow: snapshot.next,
      };
      return step(state, { ...input, persisted }, context);
    }),
  },
];
