import { describe, expect, test } from "vitest";
import { proposerRole, type ProposerRole } from "../../src/protocols/single-decree/index.ts";
import { bmcStorm, explainViolation, hunt } from "../../src/scenarios/index.ts";

const usual = proposerRole<string>();

/** Sends its own value in phase 2, whatever the promises report. */
const stubborn: ProposerRole<string> = {
  ...usual,
  onPromise: (state, from, message, context) =>
    usual.onPromise(state, from, { ...message, accepted: null }, context),
};

describe("a monsoon night", () => {
  test("Paxos weathers a thousand of them, and everybody learns the decision", () => {
    const nights = hunt(bmcStorm, 1_000);
    expect(nights).toEqual({ runs: 1_000, failingSeeds: [], shortest: null });
    expect(bmcStorm.run({ seed: 5 }).summary.informed).toBe(5);
  });

  test("a proposer that insists on its own value is found out, and its seed replays", () => {
    const nights = hunt(bmcStorm, 200, { members: 3, roles: { proposer: stubborn } });
    const { run } = nights.shortest!;
    expect(nights.failingSeeds).toContain(run.violation!.seed);
    expect(run.violation!.property).toBe("at most one value is chosen");

    const replay = bmcStorm.run({ seed: run.violation!.seed, members: 3, roles: { proposer: stubborn } });
    expect(replay.trace).toEqual(run.trace);
  });

  test("a violation is explained by its property, its seed and the end of its story", () => {
    const { shortest } = hunt(bmcStorm, 200, { members: 3, roles: { proposer: stubborn } });
    const lines = explainViolation(shortest!, 4)!.split("\n");
    expect(lines[0]).toContain(`seed ${shortest!.run.violation!.seed}`);
    expect(lines[1]).toBe("The last 4 things that happened:");
    expect(lines).toHaveLength(6);
    expect(explainViolation(bmcStorm.run())).toBeNull();
  });

  test("a committee has three to five members", () => {
    expect(() => bmcStorm.run({ members: 6 })).toThrow("members must be a whole number from 3 to 5; got 6.");
  });
});
