import { describe, expect, test } from "vitest";
import {
  apply,
  explore,
  explorer,
  initialOutcome,
  isAtRest,
  vacuous,
  type Model,
} from "../../src/check/index.ts";
import { majority } from "../../src/core/index.ts";
import { singleDecree, type SingleDecree } from "../../src/protocols/single-decree/index.ts";
import { registerPaxos } from "../../src/verify/index.ts";

describe("a search that is ended early says by what, with what it found", () => {
  test.each([
    ["depth limit", { depth: 5 }],
    ["state limit", { states: 5_000 }],
    ["memory limit", { memory: 2_000_000 }],
    ["stopped", { shouldStop: () => true }],
  ] as const)("%s", (ended, limits) => {
    const report = explore(registerPaxos(3), limits);
    expect(report.ended).toBe(ended);
    expect(report.states).toBeGreaterThan(0);
    expect(report.states).toBeLessThan(200_000);
  });

  test("a state limit is overshot by a batch at most", () => {
    expect(explore(registerPaxos(3), { states: 5_000 }).states).toBeLessThan(5_200);
  });
});

test("a search advances as far as it is asked to, and can be looked at in between", () => {
  const search = explorer(registerPaxos(2));
  expect(search.advance(100)).toBe(true);
  const early = search.report();
  expect(early.ended).toBe("unfinished");
  while (search.advance(1_000));
  const late = search.report();
  expect(late).toMatchObject({ ended: "exhausted", states: 16_668 });
  expect(early.states).toBeLessThan(late.states);
});

/** One acceptor, one proposal, and a network that may lose a message. */
const lonely = (loss: number): Model<SingleDecree<string>> => ({
  protocol: singleDecree({ quorums: majority([0]) }),
  nodes: 1,
  requests: [{ node: 0, request: { kind: "propose", value: "lamps" } }],
  network: { kind: "unordered", loss },
  timers: "off",
  sometimes: [
    { name: "decides", event: (_, event) => event.kind === "decide" },
    { name: "is refused", event: (_, event) => event.kind === "send" && event.message.kind === "nack" },
  ],
  eventually: [
    { name: "the value is learned", holds: ({ nodes }) => nodes[0]!.state?.learner.learned !== null },
  ],
});

test("what was never seen is vacuous", () => {
  const report = explore(lonely(0));
  expect(report).toMatchObject({ ended: "exhausted", violation: null });
  expect(vacuous(report)).toEqual(["is refused"]);
});

test("a run that comes to rest too early is found, and its script leads there", () => {
  const model = lonely(1);
  const { violation } = explore(model);
  expect(violation).toMatchObject({ kind: "eventually", property: "the value is learned" });
  expect(violation!.script.map(({ kind }) => kind)).toEqual(["request", "drop"]);
  let at = initialOutcome(model);
  for (const action of violation!.script) at = apply(model, at.state, action);
  expect(isAtRest(model, at.state)).toBe(true);
});
