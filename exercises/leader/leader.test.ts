import { fromIndex, majority, nodes, withItem, emptyArray, type Ballot } from "paxoslab/core";
import {
  multiPaxos,
  noOp,
  type NodeState,
  type SlotProposal,
  type Value,
} from "paxoslab/protocols/multi-paxos";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "paxoslab/protocols/services";
import { bmcCutOff, bmcLedgerStorm, explainViolation, openFund, pay } from "paxoslab/scenarios";
import { check, multiPaxosModel } from "paxoslab/verify";
import { describe, expect, test } from "vitest";
import { agenda, asksFrom, leaderRules, reports } from "#exercise/leader/leader.ts";

type Report = SlotProposal<string>;

const [bandra, kurla, andheri] = [0, 1, 2];
const ballot = (round: number, node = bandra): Ballot => ({ round, node });

/** A payment, by the name of whom it is for. */
const payment = (payee: string) => ({ client: payee.charCodeAt(0), sequence: 0, command: payee });
const value = (payee: string): Value<string> => ({ kind: "commands", commands: [payment(payee)] });
const report = (slot: number, at: Ballot, payee: string): Report => ({
  slot,
  ballot: at,
  value: value(payee),
});

/** An agenda in short: who is paid, slot by slot; "–" is a no-op. */
function plan(promises: readonly (readonly Report[])[], from: number, ...own: readonly string[]): string {
  const values = agenda(promises, from, own.map(payment));
  return values
    .map((one) =>
      one.kind === "commands"
        ? one.commands.map(({ command }) => command).join("+")
        : one.kind === "no-op"
          ? "–"
          : "?",
    )
    .join(" ");
}

describe("what a new leader proposes", () => {
  test("nothing reported: its own payments, one after the other", () => {
    expect(
      plan([[], [], []], 4, "roads", "lights"),
      "No ward of the quorum has accepted anything from slot 4 on, so nothing is chosen there: its own payments come at once.",
    ).toBe("roads lights");
  });

  test("what is reported comes first, in its own slot", () => {
    expect(
      plan([[report(2, ballot(1), "drains")], [], []], 2, "roads"),
      "One ward has accepted the drains in slot 2. The wards that were not heard may have as well: then it is chosen there, " +
        "and must be proposed again, in slot 2 and nowhere else.",
    ).toBe("drains roads");
  });

  test("of several reports of one slot, the one with the highest ballot", () => {
    const old = report(0, ballot(1), "drains");
    const recent = report(0, ballot(2, kurla), "pumps");
    for (const promises of [
      [[old], [recent], []],
      [[recent], [old], [old]],
    ]) {
      expect(
        plan(promises, 0),
        "Slot 0 is reported at ballots 1.0 and 2.1. Only the highest can have been chosen, or carries what was; " +
          "neither the first report, nor the last, nor the more frequent one.",
      ).toBe("pumps");
    }
  });

  test("ballots of one round are compared by their node, and rounds as numbers", () => {
    const [low, high] = [[report(0, ballot(2, kurla), "drains")], [report(0, ballot(2, andheri), "pumps")]];
    for (const promises of [
      [low, high],
      [high, low],
    ]) {
      expect(
        plan(promises, 0),
        "Of two ballots of one round, the one of the higher node is the higher.",
      ).toBe("pumps");
    }
    expect(
      plan([[report(0, ballot(10), "pumps")], [report(0, ballot(9), "drains")]], 0),
      "Ballot 10.0 is above 9.0, although its text is not.",
    ).toBe("pumps");
  });

  test("each slot for itself: the highest report of one slot says nothing of another", () => {
    const one = [report(0, ballot(1), "drains"), report(1, ballot(3), "roads")];
    const other = [report(0, ballot(2), "pumps"), report(1, ballot(2), "lights")];
    expect(
      plan([one, other], 0),
      "Slot by slot it is Paxos for one decision: the ward with the highest ballot in slot 1 need not have it in slot 0.",
    ).toBe("pumps roads");
  });

  test("a slot that nobody reports, before one that somebody does, gets a no-op", () => {
    expect(
      plan([[report(0, ballot(1), "drains"), report(3, ballot(1), "roads")], []], 0, "lights"),
      "Slots 1 and 2 are a gap: no ward of the quorum has accepted anything there. Left empty, they would hold up slot 3 for " +
        "ever; and a payment of your own would overtake what clients asked for before. So: a no-op in each.",
    ).toBe("drains – – roads lights");
  });

  test("the gap may be at the very beginning", () => {
    expect(
      plan([[], [report(7, ballot(1), "drains")]], 5, "roads"),
      "Nobody reports slots 5 and 6, somebody reports slot 7: the first two of the agenda are no-ops.",
    ).toBe("– – drains roads");
  });

  test("what is reported from before `from` is chosen and known already", () => {
    expect(
      plan([[report(1, ballot(1), "drains"), report(3, ballot(1), "roads")]], 3, "lights"),
      "The agenda begins with slot 3. What stands in slot 1 has been applied: nobody need vote on it again.",
    ).toBe("roads lights");
  });

  test("a no-op that is reported is adopted like anything else", () => {
    const filled: Report = { slot: 0, ballot: ballot(2), value: noOp };
    expect(
      plan([[filled], [report(0, ballot(1), "drains")]], 0),
      "An earlier leader has filled this gap at ballot 2.0: that no-op may be chosen, and the drains of ballot 1.0 cannot be.",
    ).toBe("–");
  });

  test("promises are left as they are", () => {
    const promise = Object.freeze([Object.freeze(report(2, ballot(1), "drains"))]);
    plan(Object.freeze([promise, promise]), 0);
    expect(promise).toEqual([report(2, ballot(1), "drains")]);
  });
});

describe("phase 1", () => {
  /** It has applied slots 0 and 1, and accepted something in 2 and 4. */
  const state: NodeState<string, string, string> = (() => {
    const fresh = multiPaxos<string, string, string>({
      quorums: majority(nodes(3)),
      service: {
        name: "none",
        initial: "",
        apply: (text, payee) => ({ state: text + payee, result: "paid" }),
      },
    }).initial(bandra);
    const log = [0, 1, 2, 4].reduce(
      (log, slot) => withItem(log, slot, { ballot: ballot(1), value: value(`payee ${slot}`) }),
      fresh.log,
    );
    return { ...fresh, log, replica: { ...fresh.replica, next: 2 } };
  })();

  test("a candidate asks about every slot of which it does not know what is chosen", () => {
    expect(
      asksFrom(state),
      "It has applied slots 0 and 1. What stands in its log after that it has only accepted: others may have accepted " +
        "something else there at a higher ballot. So it asks from slot 2 on.",
    ).toBe(2);
    expect(
      asksFrom({ ...state, log: emptyArray, replica: { ...state.replica, next: 9 } }),
      "It has applied all slots before 9, and cut its log: it asks from slot 9 on.",
    ).toBe(9);
  });

  test("a promise reports everything accepted there, and nothing else", () => {
    const slots = (from: number) => reports(state, from).map(({ slot }) => slot);
    expect(
      slots(2),
      "It has accepted proposals in slots 2 and 4. Any of them may be chosen with its help, so each must be reported.",
    ).toEqual([2, 4]);
    expect(slots(3), "Asked about slot 3 and after it, it reports slot 4.").toEqual([4]);
    expect(
      reports({ ...state, log: fromIndex(state.log, 9) }, 0),
      "An empty log has nothing to report.",
    ).toEqual([]);
    expect(reports(state, 4), "With each slot go the value and the ballot at which it was accepted.").toEqual(
      [report(4, ballot(1), "payee 4")],
    );
  });
});

const rules = leaderRules();

describe("in a whole system", () => {
  test("Bandra is cut off with payments under way, and your leader takes over", () => {
    const story = bmcCutOff.run({ rules });
    if (story.run.violation !== null)
      expect.fail(`Two books in one corporation.\n${explainViolation(story)}`);
    expect(
      story.summary.applied,
      "Half a second after the flood all wards should have applied all eight slots. Does a gap hold them up?",
    ).toEqual([8, 8, 8, 8, 8]);
  });

  test("a hundred monsoon nights of payments", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const story = bmcLedgerStorm.run({ seed, rules });
      if (story.run.violation !== null)
        expect.fail(`Two books in one corporation.\n${explainViolation(story)}`);
      expect(
        story.summary.stuck,
        `Safe is not enough: long after the storm of seed ${seed} these wards still serve nobody.`,
      ).toEqual([]);
    }
  });

  test("one slot, two leaders: every night there is", async () => {
    const model = multiPaxosModel({
      protocol: multiPaxos<LedgerState, LedgerCommand, LedgerResult>({
        quorums: majority(nodes(3)),
        service: wardLedger,
        batch: { size: 1 },
        window: 1,
        isSticky: false,
        rules,
      }),
      nodes: ["Bandra", "Kurla", "Andheri"],
      slots: 1,
      asked: [
        { node: bandra, command: openFund(500) },
        { node: kurla, command: pay(120) },
      ],
      ballots: [ballot(1, bandra), ballot(1, kurla)],
    });
    const { counterexample, outcome, vacuous } = await check(model, { seconds: 20 });
    const story = counterexample?.story.map(({ text }, index) => `${index + 1}. ${text}`) ?? [];
    expect(
      outcome.kind,
      `Two replicas have different logs: ${counterexample?.problem}\nNo shorter run goes wrong than this one:\n${story.join("\n")}`,
    ).toBe("held");
    expect(vacuous, "And your leader must still propose now and then.").toEqual([]);
  });
});
