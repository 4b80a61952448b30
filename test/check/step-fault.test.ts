import { expect, test } from "vitest";
import { explore, StepFault, type FaultKind, type Model } from "../../src/check/index.ts";
import type { Protocol, Transition } from "../../src/core/index.ts";

interface Counting {
  readonly state: { count: number };
  readonly message: string;
  readonly request: string;
  readonly persisted: never;
  readonly timer: string;
  readonly decision: never;
}

/** Counts requests; on the second it does as the test says. */
function model(second: Protocol<Counting>["step"]): Model<Counting> {
  return {
    protocol: {
      name: "Counting",
      initial: () => ({ count: 0 }),
      step(state, input, context) {
        if (input.kind !== "request") return { state, effects: [] };
        return state.count === 1 ? second(state, input, context) : { state: { count: 1 }, effects: [] };
      },
    },
    nodes: 1,
    requests: [
      { node: 0, request: "one" },
      { node: 0, request: "two" },
    ],
    requestOrder: "listed",
  };
}

function faultOf(second: Protocol<Counting>["step"]): StepFault {
  try {
    explore(model(second));
  } catch (error) {
    if (error instanceof StepFault) return error;
    throw error;
  }
  throw new Error("Nothing was found to be wrong.");
}

const garbage = (value: unknown): Transition<Counting> => value as Transition<Counting>;
const sends = (effect: object): Transition<Counting> => garbage({ state: { count: 2 }, effects: [effect] });
let calls = 0;

test.each<readonly [string, FaultKind, string, Protocol<Counting>["step"]]>([
  [
    "throws",
    "throws",
    "RangeError: too much",
    () => {
      throw new RangeError("too much");
    },
  ],
  [
    "counts in place",
    "changes its input",
    "return a new state",
    (state) => {
      state.count++;
      return { state, effects: [] };
    },
  ],
  ["returns nothing", "returns garbage", "it returned nothing", () => garbage(undefined)],
  ["forgets the effects", "returns garbage", `no list of "effects"`, (state) => garbage({ state })],
  ["keeps a Map", "returns garbage", "a Map", () => garbage({ state: new Map(), effects: [] })],
  [
    "sends too far",
    "returns garbage",
    "sends to 7; the nodes are 0 to 0",
    () => sends({ kind: "send", to: 7, message: "hello" }),
  ],
  ["invents effects", "returns garbage", `unknown kind "shout"`, () => sends({ kind: "shout" })],
  ["throws dice", "is not deterministic", "two answers", () => ({ state: { count: calls++ }, effects: [] })],
])(
  "a step that %s is told in one sentence, with state, input and the way there",
  (_, kind, words, second) => {
    const fault = faultOf(second);
    expect(fault.fault).toBe(kind);
    expect(fault.message).toContain(words);
    expect(fault.message).toContain(
      `Counting ${kind} at node 0, in state {"count":1}, on input {"kind":"request","request":"two"}: `,
    );
    expect(fault.message.split("\n")).toHaveLength(1);
    expect(fault.script).toEqual([
      { kind: "request", node: 0, request: "one" },
      { kind: "request", node: 0, request: "two" },
    ]);
  },
);

test("a model that makes no sense is refused in one sentence", () => {
  const sound = model((state) => ({ state, effects: [] }));
  expect(() => explore({ ...sound, nodes: 0 })).toThrow(
    "model.nodes must be a whole number of at least 1, or a list of names; got 0.",
  );
  expect(() => explore({ ...sound, requests: [{ node: 3, request: "one" }] })).toThrow(
    "A request goes to node 3; the nodes are 0 to 0.",
  );
  expect(() => explore({ ...sound, crashes: { most: -1 } })).toThrow("model.crashes.most");
  expect(() => explore(sound, { depth: 0 })).toThrow("limits.depth must be at least 1; got 0.");
  expect(() => explore({ ...sound, within: { name: "few", state: ({ count }) => count > 0 } })).toThrow(
    `outside of "few"`,
  );
});
