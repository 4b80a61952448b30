import { flexible, majority, nodes, type NodeId, type QuorumSystem } from "paxoslab/core";
import { multiPaxos, multiPaxosPhrases, type Membership, type Tenure } from "paxoslab/protocols/multi-paxos";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "paxoslab/protocols/services";
import { bmcMovingStorm, bmcSeat, explainViolation, openFund, pay, seatMembers } from "paxoslab/scenarios";
import { check, multiPaxosModel } from "paxoslab/verify";
import { describe, expect, test } from "vitest";
import {
  asksWhom,
  governs,
  hasVote,
  inForceFrom,
  mayPropose,
  reconfigurationRules,
} from "#exercise/reconfiguration/reconfiguration.ts";

const [bandra, kurla, andheri, dadar, colaba] = [0, 1, 2, 3, 4] as const;

const members = (...nodes: readonly NodeId[]): Membership => ({ kind: "majority", nodes });

/** The initial members are Bandra, Kurla and Andheri. */
const quorumsOf = (membership: Membership): QuorumSystem => {
  if (membership.kind === "initial") return majority([bandra, kurla, andheri]);
  if (membership.kind === "majority") return majority(membership.nodes);
  throw new Error("These tests know no joint configuration.");
};

/** Until slot 7 the initial members, then Dadar in place of Andheri, from slot 12 on Kurla, Dadar and Colaba. */
const tenures: readonly Tenure[] = [
  { number: 0, from: 0, membership: { kind: "initial" } },
  { number: 1, from: 8, membership: members(bandra, kurla, dadar) },
  { number: 2, from: 12, membership: members(kurla, dadar, colaba) },
];

describe("from when on", () => {
  test("a whole window later", () => {
    expect(
      inForceFrom(4, 8),
      "Chosen in slot 4, while slots 5 to 11 may be under way already, to the old members. Slot 12 is the first in which " +
        "nobody can have proposed without knowing of it.",
    ).toBe(12);
    expect(inForceFrom(0, 3), "Chosen in slot 0, with a window of 3: slots 1 and 2 may be under way.").toBe(
      3,
    );
  });

  test("one slot at a time", () => {
    expect(
      inForceFrom(4, 1),
      "With a window of 1 nobody proposes in slot 5 before slot 4 is applied. Then, and only then, the notes are right.",
    ).toBe(5);
  });
});

describe("who is in charge of a slot", () => {
  test.each([
    [0, 0],
    [7, 0],
    [8, 1],
    [11, 1],
    [12, 2],
    [500, 2],
  ])("slot %i", (slot, number) => {
    expect(
      governs(tenures, slot).number,
      `Configuration 1 is in charge from slot 8 on, configuration 2 from slot 12 on. Of slot ${slot} it is configuration ${number}.`,
    ).toBe(number);
  });

  test("when what went before is forgotten", () => {
    expect(
      governs(tenures.slice(2), 20).number,
      "All slots before 12 are applied, and the earlier configurations forgotten: only one is left.",
    ).toBe(2);
  });
});

test("votes are members' only", () => {
  const quorums = majority([kurla, dadar, colaba]);
  expect(
    [bandra, kurla, andheri, dadar, colaba].filter((node) => hasVote(node, quorums)),
    "Bandra and Andheri have left. Their votes count for nothing, whatever they have accepted in time.",
  ).toEqual([kurla, dadar, colaba]);
});

describe("whom phase 1 asks", () => {
  const asked = (from: number, some = tenures) =>
    [...asksWhom(some, from, quorumsOf)].toSorted((a, b) => a - b);

  test("the members now in charge, and all those to come", () => {
    expect(
      asked(6),
      "From slot 6 on, all three configurations have slots in which you want to propose: Bandra, Kurla and Andheri, then " +
        "Dadar, then Colaba. Each is asked once.",
    ).toEqual([bandra, kurla, andheri, dadar, colaba]);
  });

  test("nobody whose time is over", () => {
    expect(asked(8), "From slot 8 on, Andheri is in charge of nothing any more.").toEqual([
      bandra,
      kurla,
      dadar,
      colaba,
    ]);
    expect(asked(12), "From slot 12 on, only Kurla, Dadar and Colaba are.").toEqual([kurla, dadar, colaba]);
  });

  test("if nobody comes or goes, everybody", () => {
    expect(asked(3, tenures.slice(0, 1)), "There is one configuration: ask its members.").toEqual([
      bandra,
      kurla,
      andheri,
    ]);
  });
});

describe("when a leader may propose", () => {
  test("with a majority of the slot's members", () => {
    expect(
      mayPropose(tenures, 3, [bandra, kurla], quorumsOf),
      "Slot 3 belongs to Bandra, Kurla and Andheri, and two of these three have promised.",
    ).toBe(true);
    expect(mayPropose(tenures, 3, [kurla], quorumsOf), "One of three is no majority.").toBe(false);
  });

  test("promises of the old members do not open the new ones' slots", () => {
    expect(
      mayPropose(tenures, 12, [bandra, andheri, kurla], quorumsOf),
      "Slot 12 belongs to Kurla, Dadar and Colaba. Of these only Kurla has promised: Dadar and Colaba may have accepted " +
        "something there from another leader, or may do so now.",
    ).toBe(false);
    expect(
      mayPropose(tenures, 12, [dadar, colaba], quorumsOf),
      "Two of its three members have promised. Nobody else is needed.",
    ).toBe(true);
  });

  test("nor do promises of the new members open the old ones' slots", () => {
    expect(
      mayPropose(tenures, 7, [dadar, colaba], quorumsOf),
      "Slot 7 still belongs to Bandra, Kurla and Andheri, of whom nobody has promised.",
    ).toBe(false);
    expect(
      mayPropose(tenures, 7, [andheri, dadar, colaba], quorumsOf),
      "Three have promised, but only one of them is a member in slot 7: count members only.",
    ).toBe(false);
  });

  test("the first slot of a configuration is its own", () => {
    expect(mayPropose(tenures, 8, [kurla, andheri], quorumsOf), "Slot 8 is the first without Andheri.").toBe(
      false,
    );
    expect(mayPropose(tenures, 8, [kurla, dadar], quorumsOf), "Slot 8 is the first with Dadar.").toBe(true);
  });

  test("not every quorum is a majority", () => {
    const flexibly = () => flexible(nodes(5), { phase1: 4, phase2: 2 });
    expect(
      mayPropose(tenures, 20, [bandra, kurla, andheri], flexibly),
      "Here phase 1 takes four of five (and phase 2 two of five): ask `quorums.isPhase1Quorum`.",
    ).toBe(false);
    expect(
      mayPropose(tenures, 20, [bandra, kurla, andheri, dadar], flexibly),
      "Four of five have promised, which is a phase-1 quorum here.",
    ).toBe(true);
  });
});

const rules = reconfigurationRules();

describe("in a whole system", () => {
  test.each([2, 3])("Dadar takes Andheri's seat, with %i payments under way", (payments) => {
    const story = bmcSeat.run({ payments, rules });
    if (story.run.violation !== null)
      expect.fail(`Two books in one corporation.\n${explainViolation(story)}`);
    expect(
      story.summary.answers.length,
      "All who asked for a payment should have been answered by the end of the evening.",
    ).toBe(payments + 3);
  });

  test("forty monsoon nights in which wards come and go", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { summary } = bmcMovingStorm.run({ seed, rules });
      expect(summary.problem, `The storm of seed ${seed} leaves two truths.`).toBeNull();
      expect(
        summary.stuck,
        `Safe is not enough: long after the storm of seed ${seed} these wards still serve nobody.`,
      ).toEqual([]);
    }
  });

  test("a member replaced, two leaders: every night there is", async () => {
    const model = multiPaxosModel({
      protocol: multiPaxos<LedgerState, LedgerCommand, LedgerResult>({
        quorums: majority(seatMembers.before),
        service: wardLedger,
        batch: { size: 1 },
        window: 1,
        isSticky: false,
        rules,
      }),
      nodes: ["Bandra", "Kurla", "Andheri", "Dadar"],
      slots: 2,
      asked: [
        { node: bandra, command: openFund(500) },
        { node: kurla, command: pay(120) },
      ],
      ballots: [bandra, kurla].map((node) => ({ round: 1, node })),
      states: "essential, nacks unsaid",
    });
    const swap = { kind: "reconfigure" as const, number: 1, membership: members(...seatMembers.after) };
    const { counterexample, outcome, vacuous } = await check(
      { ...model, requests: [{ node: bandra, request: swap }, ...(model.requests ?? [])] },
      { seconds: 20, phrases: multiPaxosPhrases },
    );
    const story = counterexample?.story.map(({ text }, index) => `${index + 1}. ${text}`) ?? [];
    expect(
      outcome.kind,
      `Two wards have different logs: ${counterexample?.problem}\nNo shorter run goes wrong than this one:\n${story.join("\n")}`,
    ).toBe("held");
    expect(vacuous, "And your leaders must still propose now and then.").toEqual([]);
  });
});
