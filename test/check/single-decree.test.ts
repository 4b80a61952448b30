import { describe, expect, test } from "vitest";
import { explore, vacuous } from "../../src/check/index.ts";
import { acceptorRole, type AcceptorRole } from "../../src/protocols/single-decree/index.ts";
import { separateRoles } from "../../src/verify/models/separate-roles.ts";

const bounds = { acceptors: 3, proposers: 2, ballots: 2 };

test("three ballots and one crash, the acceptors' restarts included: Paxos holds", () => {
  const report = explore(separateRoles({ ...bounds, ballots: 3, crashes: 1, nacks: "unsaid" }));
  expect(report).toMatchObject({ ended: "exhausted", violation: null });
  expect(vacuous(report)).toEqual([]);
});

describe("refusals unsaid", () => {
  test("leave the verdict on Paxos as it is, in fewer states", () => {
    const said = explore(separateRoles({ ...bounds, crashes: 1 }));
    const unsaid = explore(separateRoles({ ...bounds, crashes: 1, nacks: "unsaid" }));
    for (const report of [said, unsaid]) {
      expect(report).toMatchObject({ ended: "exhausted", violation: null });
      expect(vacuous(report)).toEqual([]);
    }
    expect(unsaid.states).toBeLessThan(said.states / 5);
  });

  test.each([
    ["forgets to report what it accepted", { ...acceptorRole<string>(), onPrepare: silent }],
    ["answers before it writes", { ...acceptorRole<string>(), onAccept: hasty }],
  ])("an acceptor that %s is found out by a run as short", (_, acceptor) => {
    const said = explore(separateRoles({ ...bounds, crashes: 1 }, { acceptor }));
    const unsaid = explore(separateRoles({ ...bounds, crashes: 1, nacks: "unsaid" }, { acceptor }));
    expect(said.violation).not.toBeNull();
    expect(unsaid.violation?.property).toBe(said.violation?.property);
    expect(unsaid.violation?.script).toHaveLength(said.violation!.script.length);
  });
});

const sound = acceptorRole<string>();

/** A promise that says "nothing" whatever was accepted. */
const silent: AcceptorRole<string>["onPrepare"] = (state, from, message) => {
  const { state: next, effects } = sound.onPrepare(state, from, message);
  return {
    state: next,
    effects: effects.map((effect) =>
      effect.kind === "send" && effect.message.kind === "promise"
        ? { ...effect, message: { ...effect.message, accepted: null } }
        : effect,
    ),
  };
};

/** The acceptance is out before it is on the disk: a crash in between forgets it. */
const hasty: AcceptorRole<string>["onAccept"] = (state, from, message, learners) => {
  const { state: next, effects } = sound.onAccept(state, from, message, learners);
  return {
    state: next,
    effects: effects.toSorted((a, b) => Number(a.kind === "persist") - Number(b.kind === "persist")),
  };
};
