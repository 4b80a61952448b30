import { describe, expect, test } from "vitest";
import { apply, initialOutcome, type Model } from "../../../src/check/index.ts";
import { majority, type Script } from "../../../src/core/index.ts";
import {
  doublingBackoff,
  fixedBackoff,
  randomisedBackoff,
  singleDecree,
  type SingleDecree,
} from "../../../src/protocols/single-decree/index.ts";
import { drains, endedBy, endlessDuel, pumps } from "../../../src/scenarios/index.ts";
import { play } from "../../../src/sim/index.ts";

type Duel = SingleDecree<string>;

const policies = {
  "at once": fixedBackoff({ first: 0 }),
  doubling: doublingBackoff({ first: 1 }),
  dice: randomisedBackoff(),
};

const model = (retry = policies.dice): Model<Duel> => ({
  protocol: singleDecree<string>({ quorums: majority([2]), learners: [2], retry }),
  nodes: 3,
  requests: [
    { node: 0, request: { kind: "propose", value: drains } },
    { node: 1, request: { kind: "propose", value: pumps } },
  ],
});

const after = (script: Script<Duel>, question = model()) =>
  script.reduce((state, action) => apply(question, state, action).state, initialOutcome(question).state);

/** What matters of a state: its rounds counted from `round` on; how often somebody tried moves timers only. */
const relative = (state: unknown, round: number): unknown =>
  JSON.parse(
    JSON.stringify(state, (key, value: unknown) =>
      key === "round" ? Number(value) - round : key === "attempt" ? "any" : value,
    ),
  );

describe("the endless duel", () => {
  test.each(Object.entries(policies))("comes round again, whatever the waits: %s", (_, retry) => {
    const [first, second, tenth] = [0, 1, 10].map((laps) =>
      relative(after(endlessDuel(laps), model(retry)), 2 * laps),
    );
    expect(second).toEqual(first);
    expect(tenth).toEqual(first);
  });

  test("is fair: in each lap both timers ring, and all that was sent before the lap has arrived after it", () => {
    const lap = endlessDuel(1).slice(endlessDuel(0).length);
    expect(lap.filter(({ kind }) => kind === "timer")).toHaveLength(2);
    expect(after(endlessDuel(0)).inFlight).toHaveLength(1);
    const [before, then] = [after(endlessDuel(3)), after(endlessDuel(4))];
    expect(then.inFlight.filter((letter) => before.inFlight.includes(letter))).toEqual([]);
  });

  test("decides nothing, and could be decided either way at any time", () => {
    const decisions = (script: Script<Duel>) =>
      play({ protocol: model().protocol, nodes: 3, script }).decisions.map(({ decision }) => decision.value);
    expect(decisions(endlessDuel(50))).toEqual([]);
    expect(decisions(endedBy("Bandra", 50))).toEqual([drains]);
    expect(decisions(endedBy("Kurla", 50))).toEqual([pumps]);
  });
});
