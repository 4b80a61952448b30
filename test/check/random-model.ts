import * as fc from "fast-check";
import type { Effect, NodeId, Property, Protocol, TimerSpan } from "../../src/core/index.ts";
import type { Model } from "../../src/check/index.ts";

/** A protocol without sense: what a node does on an input is looked up in a random table. */
export interface Nonsense {
  readonly state: { readonly mood: number; readonly heard: number };
  readonly message: { readonly word: number; readonly tone: string };
  readonly request: { readonly wish: number };
  readonly persisted: { readonly mood: number };
  readonly timer: "tick" | "tock";
  readonly decision: { readonly value: number };
}

/** What to do on one input: the next mood, and effects. */
interface Entry {
  readonly mood: number;
  readonly effects: readonly Effect<Nonsense>[];
}

const moods = 3;
const words = 2;
const span: TimerSpan = { min: 0, max: 0 };

const nodesOf = (count: number): fc.Arbitrary<NodeId> => fc.integer({ min: 0, max: count - 1 });

const effect = (nodes: number): fc.Arbitrary<Effect<Nonsense>> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("send" as const),
        to: nodesOf(nodes),
        // The same data, its keys written in either order.
        message: fc
          .tuple(fc.integer({ min: 0, max: words - 1 }), fc.boolean())
          .map(([word, turned]) => (turned ? { tone: "calm", word } : { word, tone: "calm" })),
      }),
    },
    fc.record({
      kind: fc.constant("persist" as const),
      value: fc.record({ mood: fc.integer({ min: 0, max: moods - 1 }) }),
    }),
    fc.record({
      kind: fc.constant("set-timer" as const),
      timer: fc.constantFrom("tick" as const, "tock" as const),
      after: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant("cancel-timer" as const),
      timer: fc.constantFrom("tick" as const, "tock" as const),
    }),
    fc.record({
      kind: fc.constant("decide" as const),
      decision: fc.record({ value: fc.integer({ min: 0, max: 1 }) }),
    }),
  );

const entry = (nodes: number): fc.Arbitrary<Entry> =>
  fc.record({
    mood: fc.integer({ min: 0, max: moods - 1 }),
    effects: fc.array(effect(nodes), { maxLength: 3, size: "max" }),
  });

/** One entry for each mood and input. */
const table = (nodes: number): fc.Arbitrary<readonly Entry[]> => {
  const quiet = fc.integer({ min: 0, max: moods - 1 }).map((mood): Entry => ({ mood, effects: [] }));
  const length = moods * (2 + words + 2 + 2);
  return fc.array(fc.oneof(entry(nodes), quiet), { minLength: length, maxLength: length });
};

function nonsense(entries: readonly Entry[], isForgetful: boolean): Protocol<Nonsense> {
  return {
    name: "nonsense",
    initial: (self) => ({ mood: self % moods, heard: 0 }),
    step(state, input) {
      const column = { start: 0, message: 2, timer: 2 + words, request: 4 + words }[input.kind];
      const detail = detailOf(input);
      const { mood, effects } = entries[(column + detail) * moods + state.mood]!;
      const heard = isForgetful ? 0 : Math.min(2, state.heard + (input.kind === "message" ? 1 : 0));
      return { state: mood > 1 ? { heard, mood } : { mood, heard }, effects };
    },
  };
}

function detailOf(input: Parameters<Protocol<Nonsense>["step"]>[1]): number {
  switch (input.kind) {
    case "start":
      return input.persisted === null ? 0 : input.persisted.mood % 2;
    case "message":
      return input.message.word;
    case "timer":
      return input.timer === "tick" ? 0 : 1;
    case "request":
      return input.request.wish;
  }
}

/** There are fewer decisions than that. */
const fewDecisions = (most: number): Property<Nonsense, number> => ({
  name: "few decisions",
  initial: 0,
  observe: (count, _, event) => (event.kind === "decide" ? count + 1 : count),
  violation: (count) => (count >= most ? `there were ${most} decisions` : null),
});

/** Remembers who was told a 1 last, and never complains. */
const lastTold: Property<Nonsense, NodeId | null> = {
  name: "last told",
  initial: null,
  observe: (last, node, event) => (event.kind === "message" && event.message.word === 1 ? node : last),
  violation: () => null,
};

const faults = fc.constantFrom(0, 0, 1, Infinity);

const network = fc.oneof(
  fc.constant({ kind: "set" as const }),
  fc.record({
    kind: fc.constantFrom("unordered" as const, "fifo" as const),
    loss: faults,
    duplication: faults,
  }),
);

const crashes = fc.option(
  fc.record({
    most: fc.constantFrom(1, 2, Infinity),
    disk: fc.constantFrom("kept" as const, "may be lost" as const),
    strikes: fc.constantFrom("within steps" as const, "between steps" as const),
  }),
  { nil: undefined },
);

export const randomModel: fc.Arbitrary<Model<Nonsense>> = fc.integer({ min: 1, max: 3 }).chain((nodes) =>
  fc
    .record({
      entries: table(nodes),
      isForgetful: fc.boolean(),
      requests: fc.array(
        fc.record({
          node: nodesOf(nodes),
          request: fc.record({ wish: fc.integer({ min: 0, max: 1 }) }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      requestOrder: fc.constantFrom("any" as const, "listed" as const),
      network,
      timers: fc.constantFrom("any moment" as const, "off" as const),
      crashes,
      most: fc.integer({ min: 1, max: 4 }),
      isBounded: fc.boolean(),
      expects: fc.boolean(),
    })
    .map(({ entries, isForgetful, crashes, most, isBounded, expects, ...rest }): Model<Nonsense> => ({
      protocol: nonsense(entries, isForgetful),
      nodes,
      ...rest,
      ...(crashes === undefined ? {} : { crashes }),
      // One kind of violation a model: which of two comes first is a matter of order within a level.
      properties: [fewDecisions(expects ? Infinity : most), lastTold],
      sometimes: [
        { name: "decides 1", event: (_, event) => event.kind === "decide" && event.decision.value === 1 },
        { name: "moody", state: (state) => state.nodes.every((node) => node.state?.mood === 2) },
      ],
      ...(expects
        ? { eventually: [{ name: "node 0 is up", holds: ({ nodes }) => nodes[0]!.state?.mood !== 1 }] }
        : {}),
      ...(isBounded
        ? {
            within: {
              name: "node 0 never in mood 2, no word 1 to itself",
              state: (state, node) => node !== 0 || state.mood !== 2,
              message: (message, from, to) => from !== to || message.word !== 1,
            },
          }
        : {}),
    })),
);
