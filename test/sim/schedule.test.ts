import { expect, it } from "vitest";
import { seconds } from "../../src/core/index.ts";
import { formatTrace, type Scheduled } from "../../src/sim/index.ts";
import { ask, heardBy, play, send, type Puppet } from "./puppet.ts";

const unsorted = [ask(30, 0, send(1, "c")), ask(10, 0, send(1, "a")), ask(20, 1), ask(10, 1, send(0, "b"))];

function* inTurn(schedule: readonly Scheduled<Puppet>[]): Generator<Scheduled<Puppet>> {
  yield* schedule;
}

it("a schedule that is made as it goes gives the same trace as a list", () => {
  const sorted = unsorted.toSorted((a, b) => a.at - b.at);
  const made = play({ schedule: inTurn(sorted) });
  expect(formatTrace(made.trace)).toBe(formatTrace(play({ schedule: unsorted }).trace));
});

it("a schedule that is made as it goes is asked for no more than comes to pass", () => {
  function* forEver(): Generator<Scheduled<Puppet>> {
    for (let second = 1; ; second++) yield ask(seconds(second), 0);
  }
  const run = play({ schedule: forEver(), untilTime: seconds(3) });
  expect(heardBy(run, 0)).toEqual(["request", "request", "request"]);
});

it("a schedule that is no list has to come in order", () => {
  expect(() => play({ schedule: inTurn(unsorted) })).toThrow(
    "A request at 10 is scheduled after something at 30; a schedule that is not an array has to come in order of time.",
  );
  expect(() => play({ schedule: inTurn([ask(0, 7)]) })).toThrow(
    "A request names node 7; the nodes are 0 to 1.",
  );
});
