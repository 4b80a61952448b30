import { describe, expect, test } from "vitest";
import { explore, type Model } from "../../src/check/index.ts";
import { compareBallots, majority } from "../../src/core/index.ts";
import {
  learnerRole,
  singleDecree,
  type Roles,
  type SingleDecree,
} from "../../src/protocols/single-decree/index.ts";
import { singleDecreeSafety } from "../../src/scenarios/index.ts";

type V = SingleDecree<string>;

const quorums = majority([0, 1, 2]);
const learner = 3;

/** Three acceptors, two of which propose, and one node that only learns. */
function model(roles: Partial<Roles<string>> = {}): Model<V> {
  return {
    protocol: singleDecree<string>({ quorums, learners: [learner], roles }),
    nodes: 4,
    requests: [0, 1].map((node) => ({ node, request: { kind: "propose", value: `plan of ${node}` } })),
    properties: singleDecreeSafety(quorums),
    sometimes: [{ name: "a value is learned", event: (_, event) => event.kind === "decide" }],
    timers: "off",
    within: {
      name: "two ballots",
      message: ({ ballot }) => compareBallots(ballot, { round: 1, node: 1 }) <= 0,
    },
  };
}

/** Believes the first acceptor it hears. */
const hasty: Partial<Roles<string>> = {
  learner: {
    ...learnerRole<string>(),
    onAccepted: (state, _, { ballot, value }) =>
      state.learned === null ? { votes: [], learned: { ballot, value } } : state,
  },
};

describe("looking at listeners last", () => {
  test("gives the same verdict with fewer states", () => {
    const whole = explore(model());
    const last = explore({ ...model(), listeners: [learner] });
    expect(whole).toMatchObject({ ended: "exhausted", violation: null });
    expect(last).toMatchObject({ ended: "exhausted", violation: null });
    expect(last.sometimes[0]!.witness).toHaveLength(whole.sometimes[0]!.witness!.length);
    expect(last.states).toBeLessThan(whole.states / 2);
  });

  test("finds a learner in a hurry by a run as short", () => {
    const whole = explore(model(hasty));
    const last = explore({ ...model(hasty), listeners: [learner] });
    expect(whole.violation?.property).toBe("learned implies chosen");
    expect(last.violation?.property).toBe("learned implies chosen");
    expect(last.violation?.script).toHaveLength(whole.violation!.script.length);
  });

  test("is refused for nodes that do more than listen", () => {
    expect(() => explore({ ...model(), listeners: [0] })).toThrow("no request can go to it");
    expect(() => explore({ ...model(), listeners: [2] })).toThrow(
      "Node 2 is one of model.listeners, but sends a message",
    );
    expect(() => explore({ ...model(), listeners: [7] })).toThrow("the nodes are 0 to 3");
  });
});
