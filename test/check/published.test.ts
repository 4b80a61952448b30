import { expect, test } from "vitest";
import { explore } from "../../src/check/index.ts";
import { registerPaxos } from "../../src/verify/index.ts";

/** Stateright's examples/paxos.rs, `check 2`; its depth counts the initial state, as TLC's does. */
test("two clients of the register on Paxos: the published 16,668 states", () => {
  const report = explore(registerPaxos(2));
  expect(report).toMatchObject({
    states: 16_668,
    generated: 32_971,
    depth: 21,
    ended: "exhausted",
    violation: null,
  });
  expect(report.sometimes[0]?.witness).toHaveLength(8);
});

test("three clients: 1,194,428 states, each at most 150 bytes with all that finding its trace takes", () => {
  const report = explore(registerPaxos(3));
  expect(report).toMatchObject({ states: 1_194_428, generated: 2_420_477, depth: 28, ended: "exhausted" });
  expect(report.bytes / report.states).toBeLessThan(150);
});
