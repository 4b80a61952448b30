import type { Effect, NodeId, Protocol, Time, TimerSpan, Vocabulary } from "../../src/core/index.ts";
import { at, simulate, type Run, type Scheduled, type Setup } from "../../src/sim/index.ts";

/** A protocol of no sense of its own: a node does what a request tells it, and remembers what it hears. */
export interface Puppet extends Vocabulary {
  /** What it heard since it started, in order: `start`, `1: hello` (from node 1), `timer alarm`, `request`. */
  readonly state: readonly Heard[];
  readonly message: string;
  readonly request: readonly PuppetEffect[];
  readonly persisted: string;
  readonly timer: string;
  readonly decision: { readonly value: string };
}

/** `Effect<Puppet>`, written out because a vocabulary cannot refer to itself. */
export type PuppetEffect =
  | { readonly kind: "persist"; readonly value: string }
  | { readonly kind: "send"; readonly to: NodeId; readonly message: string }
  | { readonly kind: "set-timer"; readonly timer: string; readonly after: TimerSpan }
  | { readonly kind: "cancel-timer"; readonly timer: string }
  | { readonly kind: "decide"; readonly decision: { readonly value: string } };

interface Heard {
  readonly what: string;
  /** By the node's own clock. */
  readonly at: Time;
}

export const puppet: Protocol<Puppet> = {
  name: "puppet",
  initial: () => [],
  step(state, input, { now }) {
    const heard = (what: string): readonly Heard[] => [...state, { what, at: now }];
    switch (input.kind) {
      case "start":
        return { state: heard(`start with ${input.persisted ?? "an empty disk"}`), effects: [] };
      case "message":
        return { state: heard(`${input.from}: ${input.message}`), effects: [] };
      case "timer":
        return { state: heard(`timer ${input.timer}`), effects: [] };
      case "request":
        return { state: heard("request"), effects: input.request };
    }
  },
};

export const send = (to: NodeId, message: string): Effect<Puppet> => ({ kind: "send", to, message });
export const persist = (value: string): Effect<Puppet> => ({ kind: "persist", value });
export const decide = (value: string): Effect<Puppet> => ({ kind: "decide", decision: { value } });
export const setTimer = (timer: string, after: TimerSpan): Effect<Puppet> => ({
  kind: "set-timer",
  timer,
  after,
});

/** At this moment, the node does this. */
export const ask = (time: Time, node: NodeId, ...request: readonly PuppetEffect[]): Scheduled<Puppet> =>
  at(time, { kind: "request", node, request });

/** Two nodes, a message takes 10 µs, nothing goes wrong but what the test asks for. */
export function play(setup: Partial<Setup<Puppet>>): Run<Puppet> {
  return simulate({
    protocol: puppet,
    nodes: 2,
    seed: 1,
    network: { latency: { kind: "constant", latency: 10 }, loss: 0, duplication: 0, ordering: "any" },
    ...setup,
  });
}

/** What the node heard after its start, without the times; null if it is down. */
export const heardBy = (run: Run<Puppet>, node: NodeId): readonly string[] | null =>
  run.states[node]?.slice(1).map(({ what }) => what) ?? null;

/** The trace as `time node kind`, for those kinds. */
export const told = (run: Run<Puppet>, ...kinds: readonly string[]): readonly string[] =>
  run.trace.events
    .filter((event) => kinds.includes(event.kind))
    .map((event) => `${event.at} ${"node" in event ? `${event.node} ` : ""}${event.kind}`);
