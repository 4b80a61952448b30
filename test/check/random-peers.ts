import * as fc from "fast-check";
import {
  withNode,
  type Effect,
  type NodeId,
  type NodeSet,
  type Property,
  type Protocol,
} from "../../src/core/index.ts";
import type { Model, Symmetry } from "../../src/check/index.ts";

/** Nodes 0 to 2 are peers that all do the same; node 3 is the hub, which is asked. */
interface Peers {
  readonly state: { readonly mood: number; readonly last: NodeId | null; readonly heard: NodeSet };
  readonly message: { readonly word: number; readonly about: NodeId | null };
  readonly request: "go";
  readonly persisted: { readonly last: NodeId | null };
  readonly timer: "tick";
  readonly decision: { readonly mood: number };
}

/** What to do, in terms that are the same for every peer. */
type Deed =
  | { readonly kind: "say"; readonly to: "all peers" | "hub" | "the last heard"; readonly word: number }
  | { readonly kind: "write" | "wait" | "decide" };

interface Entry {
  readonly mood: number;
  readonly deeds: readonly Deed[];
}

const peers = [0, 1, 2] as const;
const hub = 3;
const moods = 3;
const words = 2;

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("say" as const),
      to: fc.constantFrom("all peers" as const, "hub" as const, "the last heard" as const),
      word: fc.integer({ min: 0, max: words - 1 }),
    }),
  },
  fc.record({ kind: fc.constantFrom("write" as const, "wait" as const, "decide" as const) }),
);

const entry: fc.Arbitrary<Entry> = fc.record({
  mood: fc.integer({ min: 0, max: moods - 1 }),
  deeds: fc.array(deed, { maxLength: 2 }),
});

/** One entry for each role, mood and input. */
const inputs = 2 + words + 2;
const size = 2 * moods * inputs;

function protocolOf(entries: readonly Entry[]): Protocol<Peers> {
  return {
    name: "peers",
    initial: () => ({ mood: 0, last: null, heard: [] }),
    step(state, input, { self }) {
      const column = columnOf(input);
      const { mood, deeds } = entries[((self === hub ? 1 : 0) * moods + state.mood) * inputs + column]!;
      const isPeer = input.kind === "message" && input.from !== hub;
      const last = isPeer ? input.from : state.last;
      const heard = isPeer ? withNode(state.heard, input.from) : state.heard;
      const next = { mood: heard.length === 3 ? 2 : mood, last, heard };
      return { state: next, effects: deeds.flatMap((done) => effectsOf(done, next)) };
    },
  };
}

function columnOf(input: Parameters<Protocol<Peers>["step"]>[1]): number {
  switch (input.kind) {
    case "start":
      return input.persisted === null ? 0 : 1;
    case "message":
      return 2 + input.message.word;
    case "timer":
      return 2 + words;
    case "request":
      return 3 + words;
  }
}

function effectsOf(deed: Deed, { mood, last }: Peers["state"]): readonly Effect<Peers>[] {
  switch (deed.kind) {
    case "say": {
      const to = { "all peers": peers, hub: [hub], "the last heard": last === null ? [] : [last] }[deed.to];
      return to.map((node) => ({ kind: "send", to: node, message: { word: deed.word, about: last } }));
    }
    case "write":
      return [{ kind: "persist", value: { last } }];
    case "wait":
      return [{ kind: "set-timer", timer: "tick", after: { min: 0, max: 0 } }];
    case "decide":
      return [{ kind: "decide", decision: { mood } }];
  }
}

/** No node decides in mood 2 when all others have decided. */
const fewDeciders: Property<Peers, { readonly deciders: NodeSet }> = {
  name: "few deciders",
  initial: { deciders: [] },
  watches: ["decide"],
  observe(memory, node, event) {
    const deciders = event.kind === "decide" ? withNode(memory.deciders, node) : memory.deciders;
    return deciders === memory.deciders ? memory : { deciders };
  },
  violation: ({ deciders }) => (deciders.length > 2 ? `nodes ${deciders.join(", ")} decided` : null),
};

export const randomPeers: fc.Arbitrary<{ readonly model: Model<Peers>; readonly symmetry: Symmetry }> = fc
  .record({
    entries: fc.array(entry, { minLength: size, maxLength: size }),
    network: fc.oneof(
      fc.constant({ kind: "set" as const }),
      fc.record({
        kind: fc.constant("unordered" as const),
        loss: fc.constantFrom(0, 0, 1),
        duplication: fc.constantFrom(0, 0, 1),
      }),
    ),
    crashes: fc.record({
      most: fc.constantFrom(0, 0, 1),
      disk: fc.constantFrom("kept" as const, "may be lost" as const),
      strikes: fc.constant("between steps" as const),
    }),
    deadMessages: fc.constantFrom("left out" as const, "kept" as const),
  })
  .map(({ entries, ...rest }) => ({
    model: {
      protocol: protocolOf(entries),
      nodes: 4,
      requests: [{ node: hub, request: "go" }],
      properties: [fewDeciders],
      sometimes: [
        { name: "a tick", event: (_: NodeId, { kind }: { readonly kind: string }) => kind === "timer" },
      ],
      ...rest,
    },
    symmetry: { nodes: peers, idsUnder: ["last", "heard", "about", "deciders"] },
  }));
