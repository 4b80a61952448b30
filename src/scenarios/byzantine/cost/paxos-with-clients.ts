import {
  majority,
  nodes,
  seconds,
  unchanged,
  type Effect,
  type Execute,
  type Input,
  type NodeId,
  type Protocol,
  type Transition,
} from "../../../core/index.ts";
import { multiPaxos, type MultiPaxos } from "../../../protocols/multi-paxos/index.ts";
import { tally } from "../../log/tally.ts";

type Tally = MultiPaxos<number, number, number>;

/** What goes between a client and the leader. Protocols against lies say it in their own words. */
type Letter =
  | { readonly kind: "ask"; readonly command: Execute<number> }
  | { readonly kind: "answer"; readonly client: number; readonly sequence: number; readonly result: number };

export type ServedTally = Omit<Tally, "message"> & { readonly message: Tally["message"] | Letter };

/** Node 0 leads, if it is there first: the others promise it all that it asks for, and nobody else wakes in time. */
export const leader: NodeId = 0;

/**
 * Multi-Paxos with its clients at a machine of their own, the node after the last replica, from which letters go to the
 * leader and back: so that what clients say costs messages, bytes and work here as it does in PBFT and HotStuff.
 */
export function paxosWithClients(replicas: number, batch: number, window: number): Protocol<ServedTally> {
  const inner = multiPaxos({
    quorums: majority(nodes(replicas)),
    service: tally,
    batch: { size: batch, delay: 0 },
    window,
    isSticky: false,
    timing: { heartbeat: seconds(0.05), patience: seconds(1), spread: 0, retry: seconds(1) },
  });
  return {
    name: inner.name,
    initial: (self) => inner.initial(self),
    step(state, input, context) {
      if (context.self === replicas) return atDesk(state, input);
      const { state: next, effects } = inner.step(state, asAsked(input), context);
      return { state: next, effects: effects.map((effect) => answersByLetter(effect, replicas)) };
    },
  };
}

function atDesk(state: Tally["state"], input: Input<ServedTally>): Transition<ServedTally> {
  if (input.kind === "request" && input.request.kind === "execute") {
    return {
      state,
      effects: [{ kind: "send", to: leader, message: { kind: "ask", command: input.request } }],
    };
  }
  if (input.kind !== "message" || input.message.kind !== "answer") return unchanged(state);
  return { state, effects: [{ kind: "decide", decision: { ...input.message, kind: "answered" } }] };
}

function asAsked(input: Input<ServedTally>): Input<Tally> {
  if (input.kind !== "message") return input;
  const { from, message } = input;
  if (message.kind === "ask") return { kind: "request", request: message.command };
  if (message.kind === "answer") throw new Error("An answer has come to a replica.");
  return { kind: "message", from, message };
}

function answersByLetter(effect: Effect<Tally>, desk: NodeId): Effect<ServedTally> {
  if (effect.kind !== "decide" || effect.decision.kind !== "answered") return effect;
  const { client, sequence, result } = effect.decision;
  return { kind: "send", to: desk, message: { kind: "answer", client, sequence, result } };
}
