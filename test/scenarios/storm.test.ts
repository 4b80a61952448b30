import { describe, expect, test } from "vitest";
import {
  acceptorRole,
  proposerRole,
  type AcceptorRole,
  type ProposerRole,
} from "../../src/protocols/single-decree/index.ts";
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

    const replay = bmcStorm.run({ seed: run.violation!.seed!, members: 3, roles: { proposer: stubborn } });
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

describe("bugs that lesson 02 looks for", () => {
  test("a proposer that takes the first report for the highest", () => {
    const firstReport: ProposerRole<string> = {
      ...usual,
      onPromise(state, from, message, context) {
        const hasOne = state.phase.kind === "preparing" && state.phase.highestAccepted !== null;
        return usual.onPromise(state, from, hasOne ? { ...message, accepted: null } : message, context);
      },
    };
    expect(hunt(bmcStorm, 1_000, { roles: { proposer: firstReport } }).failingSeeds).not.toEqual([]);
    expect(hunt(bmcStorm, 1_000, { members: 3, roles: { proposer: firstReport } }).shortest).not.toBeNull();
  });

  test("an acceptor whose promises do not survive a power cut", () => {
    const acceptor = acceptorRole<string>();
    const forgetful: AcceptorRole<string> = {
      ...acceptor,
      onPrepare(state, from, message) {
        const step = acceptor.onPrepare(state, from, message);
        return { ...step, effects: step.effects.filter(({ kind }) => kind !== "persist") };
      },
    };
    expect(hunt(bmcStorm, 4_000, { members: 3, roles: { acceptor: forgetful } }).shortest).not.toBeNull();
  });
});
