import { expect, test } from "vitest";
import { explore } from "../../src/check/index.ts";
import { registerPaxos } from "../../src/verify/index.ts";

/** Stateright's examples/paxos.rs, `check 3`. */
test("three clients: 1,194,428 states, each at most 150 bytes with all that finding its trace takes", () => {
  const report = explore(registerPaxos(3));
  expect(report).toMatchObject({ states: 1_194_428, generated: 2_420_477, depth: 28, ended: "exhausted" });
  expect(report.bytes / report.states).toBeLessThan(150);
});
