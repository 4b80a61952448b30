import { majority, nodes, type Ballot } from "paxoslab/core";
import {
  randomisedBackoff,
  type AcceptedProposal,
  type Nack,
  type Promise,
  type ProposerContext,
  type ProposerState,
  type ProposerTransition,
} from "paxoslab/protocols/single-decree";
import { bmcStorm, explainViolation, hunt } from "paxoslab/scenarios";
import { describe, expect, test } from "vitest";
import { proposerRole } from "#exercise/proposer/proposer.ts";

const proposer = proposerRole<string>();
const kurla = 1;
const context: ProposerContext = { self: kurla, quorums: majority(nodes(5)), retry: randomisedBackoff() };

type State = ProposerState<string>;
type Step = ProposerTransition<string>;

/** The messages of a step, without their addresses; one of each. */
const said = ({ effects }: Step): readonly object[] => {
  const sent = effects.flatMap((effect) => (effect.kind === "send" ? [effect.message] : []));
  return [...new Map(sent.map((message) => [JSON.stringify(message), message])).values()];
};
const recipients = ({ effects }: Step): readonly number[] =>
  effects.flatMap((effect) => (effect.kind === "send" ? [effect.to] : [])).toSorted((a, b) => a - b);

const opened = (seen: Ballot | null = null): Step =>
  proposer.onPropose({ ...proposer.initial, highest: seen }, "pumps", context);

function ballotOf({ phase }: State): Ballot {
  if (phase.kind === "idle")
    expect.fail("Asked to propose, the proposer should be in the phase `preparing`.");
  return phase.ballot;
}

const promise = (ballot: Ballot, accepted: AcceptedProposal<string> | null = null): Promise<string> => ({
  kind: "promise",
  ballot,
  accepted,
});

interface Report {
  readonly from: number;
  readonly accepted?: AcceptedProposal<string>;
  readonly ballot?: Ballot;
}

/** All that a proposer does on these promises, one after another. */
function afterPromises(start: State, reports: readonly Report[]): Step {
  const ballot = ballotOf(start);
  return reports.reduce<Step>(
    ({ state, effects }, report) => {
      const message = promise(report.ballot ?? ballot, report.accepted ?? null);
      const step = proposer.onPromise(state, report.from, message, context);
      return { state: step.state, effects: [...effects, ...step.effects] };
    },
    { state: start, effects: [] },
  );
}

describe("opening a ballot", () => {
  test("it asks every acceptor for a promise, itself included", () => {
    const step = opened();
    expect(said(step), "Phase 1 begins with one prepare, the same for all.").toEqual([
      { kind: "prepare", ballot: ballotOf(step.state) },
    ]);
    expect(recipients(step), "All five acceptors are asked.").toEqual([0, 1, 2, 3, 4]);
  });

  test("the ballot is its own, and higher than all it has seen", () => {
    expect(
      ballotOf(opened({ round: 6, node: 4 }).state),
      "It has heard of ballot 6 of node 4. Its next one is above that and carries its own number, 1.",
    ).toEqual({ round: 7, node: kurla });
  });

  test("the ballot is on disk before anybody hears of it", () => {
    const { state, effects } = opened();
    expect(
      effects.find(({ kind }) => kind === "persist" || kind === "send"),
      "After a crash it must not lead the same ballot again with another value: persist { highest } first.",
    ).toEqual({ kind: "persist", value: { highest: ballotOf(state) } });
  });

  test("its next attempt is at a higher ballot", () => {
    const { state } = opened();
    const again = proposer.onRetry(state, context);
    expect(
      ballotOf(again.state).round,
      "The timer rang without a decision. Try again above all ballots you know, your own included.",
    ).toBeGreaterThan(ballotOf(state).round);
  });
});

describe("gathering promises", () => {
  test("two of five are not enough", () => {
    expect(
      said(afterPromises(opened().state, [{ from: 0 }, { from: 2 }])),
      "No accept may go out before a majority of the five has promised.",
    ).toEqual([]);
  });

  test("one acceptor heard three times is one acceptor", () => {
    expect(
      said(afterPromises(opened().state, [{ from: 0 }, { from: 0 }, { from: 0 }])),
      "The network delivered one promise three times. Count acceptors, not messages.",
    ).toEqual([]);
  });

  test("a promise for another ballot counts for nothing", () => {
    const old = { round: 2, node: kurla };
    const start = opened({ round: 8, node: 0 }).state;
    expect(
      said(afterPromises(start, [{ from: 0 }, { from: 2 }, { from: 3, ballot: old }])),
      "A promise for your ballot 2 says nothing about ballot 9: who gave it may have accepted much since.",
    ).toEqual([]);
  });

  test("with three it asks all five to accept, once", () => {
    const start = opened().state;
    const quorum = afterPromises(start, [{ from: 0 }, { from: 2 }, { from: 3 }]);
    expect(said(quorum), "Nobody has accepted anything, so it may propose its own value.").toEqual([
      { kind: "accept", ballot: ballotOf(start), value: "pumps" },
    ]);
    expect(recipients(quorum), "All five are asked to accept, not only those who promised.").toEqual([
      0, 1, 2, 3, 4,
    ]);
    const fourth = proposer.onPromise(quorum.state, 4, promise(ballotOf(start)), context);
    expect(said(fourth), "A promise that comes after the quorum is too late to matter.").toEqual([]);
  });
});

describe("choosing the value", () => {
  const [older, newer] = [
    { ballot: { round: 1, node: 0 }, value: "drains" },
    { ballot: { round: 2, node: 2 }, value: "promenade" },
  ];
  const seen = { round: 2, node: 2 };

  test("a value that was accepted before is taken over", () => {
    const step = afterPromises(opened(seen).state, [{ from: 0, accepted: older }, { from: 2 }, { from: 3 }]);
    expect(
      said(step),
      "Bandra's acceptor has accepted the drains. Perhaps a majority has: then they are chosen, and no other " +
        "value may be proposed ever again. Propose the drains.",
    ).toEqual([{ kind: "accept", ballot: { round: 3, node: kurla }, value: "drains" }]);
  });

  test.each([
    ["first", [{ from: 0, accepted: newer }, { from: 2, accepted: older }, { from: 3 }]],
    [
      "last",
      [
        { from: 0, accepted: older },
        { from: 2, accepted: older },
        { from: 3, accepted: newer },
      ],
    ],
  ])("of several, the one of the highest ballot, if it is reported %s", (_when, reports) => {
    expect(
      said(afterPromises(opened(seen).state, reports)),
      "The drains were accepted at ballot 1, the promenade at ballot 2. Only the value of the highest ballot can " +
        "have been chosen; neither the order of the reports nor their number counts.",
    ).toEqual([{ kind: "accept", ballot: { round: 3, node: kurla }, value: "promenade" }]);
  });
});

describe("refused", () => {
  const nack = (ballot: Ballot): Nack => ({ kind: "nack", ballot, promised: { round: 9, node: 4 } });

  test("it steps back for a random while, then goes above what stood in its way", () => {
    const { state } = opened();
    const refused = proposer.onNack(state, nack(ballotOf(state)), context);
    expect(refused.state.phase.kind, "A refused ballot is given up: phase `idle`.").toBe("idle");
    expect(refused.effects, "It sets the retry timer to retry.backoff of this attempt, its first.").toEqual([
      { kind: "set-timer", timer: "retry", after: context.retry.backoff(1) },
    ]);
    const again = proposer.onRetry(refused.state, context);
    expect(ballotOf(again.state), "The nack named ballot 9 of node 4: the next one is above it.").toEqual({
      round: 10,
      node: kurla,
    });
  });

  test("a late nack of an earlier ballot does not stop the present one", () => {
    const { state } = opened({ round: 9, node: 4 });
    const step = proposer.onNack(state, nack({ round: 1, node: kurla }), context);
    expect(step.state.phase, "Ballot 1 was refused long ago; ballot 10 may still succeed.").toEqual(
      state.phase,
    );
  });
});

describe("in a whole system", () => {
  test.each([3, 5])("%i nodes with your proposer weather a thousand monsoon nights", (members) => {
    const { shortest } = hunt(bmcStorm, 1_000, { members, roles: { proposer } });
    if (shortest !== null) expect.fail(`Two truths in one corporation.\n${explainViolation(shortest)}`);
  });

  test("and a decision is reached", () => {
    const { summary } = bmcStorm.run({ roles: { proposer } });
    expect(
      summary.informed,
      "Safe is not enough: when the storm is over, all five must learn a decision.",
    ).toBe(5);
  });
});
