import { describe, expect, it } from "vitest";
import { at, type Run } from "../../src/sim/index.ts";
import { ask, heardBy, play, send, type Puppet } from "./puppet.ts";

const split = at<Puppet>(100, { kind: "partition", label: "sea link", groups: [[0], [1, 2]] });
const cut = at<Puppet>(100, { kind: "cut", label: "one way", from: [0], to: [1] });
const heal = (label: string, time = 200) => at<Puppet>(time, { kind: "heal", label });

const drops = (run: Run<Puppet>): readonly string[] =>
  run.trace.events.flatMap((event) =>
    event.kind === "drop" ? [`${event.at} ${event.message} ${event.why}`] : [],
  );

describe("a partition", () => {
  it("keeps its sides apart, both ways, and neither side from itself", () => {
    const run = play({
      nodes: 3,
      schedule: [split, ask(110, 0, send(1, "across")), ask(110, 1, send(0, "back"), send(2, "beside"))],
    });
    expect(drops(run)).toEqual(["110 across partition", "110 back partition"]);
    expect(heardBy(run, 2)).toEqual(["1: beside"]);
  });

  it("ends when it is healed; what it swallowed stays lost", () => {
    const run = play({
      nodes: 3,
      schedule: [split, ask(110, 0, send(1, "lost")), heal("sea link"), ask(210, 0, send(1, "through"))],
    });
    expect(heardBy(run, 1)).toEqual(["0: through"]);
  });

  it("swallows what is under way when it begins", () => {
    const run = play({ nodes: 3, schedule: [ask(95, 0, send(1, "too late")), split] });
    expect(drops(run)).toEqual(["105 too late partition"]);
  });

  it("lets nodes in no group through", () => {
    const run = play({ nodes: 4, schedule: [split, ask(110, 3, send(0, "a"), send(1, "b"))] });
    expect(drops(run)).toEqual([]);
  });

  it("may overlap another: messages pass when no barrier is left", () => {
    const run = play({
      nodes: 3,
      schedule: [
        split,
        cut,
        heal("sea link", 200),
        ask(210, 0, send(1, "still cut")),
        heal("one way", 300),
        ask(310, 0, send(1, "free")),
      ],
    });
    expect(drops(run)).toEqual(["210 still cut partition"]);
    expect(heardBy(run, 1)).toEqual(["0: free"]);
  });
});

it("a cut stops one direction only", () => {
  const run = play({ schedule: [cut, ask(110, 0, send(1, "there")), ask(110, 1, send(0, "back"))] });
  expect(drops(run)).toEqual(["110 there partition"]);
  expect(heardBy(run, 0)).toContain("1: back");
});
