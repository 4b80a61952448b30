import { createRandom, itemsFrom } from "paxoslab/core";
import { noOp, type ClientCommand, type Value } from "paxoslab/protocols/multi-paxos";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "paxoslab/protocols/services";
import {
  bmcCutOff,
  bmcLedgerStorm,
  explainViolation,
  openFund,
  pay,
  type WardRules,
} from "paxoslab/scenarios";
import { describe, expect, test } from "vitest";
import { execute, initial, onAsked, onChosen, type ReplicaState } from "#exercise/replica/replica.ts";

type State = ReplicaState<LedgerState, LedgerCommand, LedgerResult>;
type Wish = ClientCommand<LedgerCommand>;

const wish = (client: number, command: LedgerCommand, sequence = 0): Wish => ({ client, sequence, command });
const slot = (...commands: readonly Wish[]): Value<LedgerCommand> => ({ kind: "commands", commands });

const opened = slot(wish(0, openFund(500)));
const [drains, pumps, roads] = [wish(1, pay(120)), wish(2, pay(80)), wish(3, pay(400))];

interface Outcome {
  readonly state: State;
  /** Who was told what, in order: "1: paid". */
  readonly told: readonly string[];
}

/** One thing after the other: [slot, value] is news, a command is asked for by its client. */
function after(...happenings: readonly (readonly [number, Value<LedgerCommand>] | Wish)[]): Outcome {
  let state: State = initial(wardLedger);
  const told: string[] = [];
  for (const one of happenings) {
    const step = "command" in one ? onAsked(state, one) : onChosen(state, one[0], one[1], wardLedger);
    state = step.state;
    told.push(...step.answers.map(({ client, result }) => `${client}: ${result}`));
  }
  return { state, told };
}

const left = ({ state }: Outcome) => state.replica.service["fund"] ?? null;

describe("in order", () => {
  test("slot by slot", () => {
    expect(
      left(after([0, opened], [1, slot(drains)], [2, slot(pumps)])),
      "500 are opened, 120 and 80 paid.",
    ).toBe(300);
  });

  test("what comes too early waits for what is missing", () => {
    const early = after([0, opened], [2, slot(pumps)]);
    expect(left(early), "Slot 1 is not known yet: slot 2 may not be applied before it.").toBe(500);
    expect(
      left(after([0, opened], [2, slot(pumps)], [1, slot(drains)])),
      "Once slot 1 has come, slot 2 can be applied as well. Nobody tells you of it again: it must have been kept.",
    ).toBe(300);
  });

  test("everything in the wrong order, and the outcome is that of the log", () => {
    const run = after([3, slot(roads)], [2, slot(pumps)], [1, slot(drains)], [0, opened]);
    expect(
      [left(run), run.state.replica.next],
      "400 for the roads come last in the log, when 300 are left, and are refused. Out of order they would be paid.",
    ).toEqual([300, 4]);
  });

  test("a no-op changes nothing, and the slot after it is next", () => {
    const run = after([0, opened], [1, noOp], [2, slot(drains)]);
    expect([left(run), run.state.replica.next], "A no-op fills a gap: pass over it, and go on.").toEqual([
      380, 3,
    ]);
  });

  test("the same news twice", () => {
    const again = after([0, opened], [1, slot(drains)], [1, slot(drains)], [0, opened]);
    expect(
      [left(again), again.state.replica.next],
      "The network has delivered slots 1 and 0 a second time: they are applied already.",
    ).toEqual([380, 2]);
  });

  test("news that came early are not kept for ever", () => {
    const { state } = after([0, opened], [2, slot(pumps)], [1, slot(drains)], [1, slot(drains)]);
    expect(itemsFrom(state.chosen), "All three slots are applied: nothing need be kept of them.").toEqual([]);
  });

  test("several commands of one slot, in their order", () => {
    expect(
      left(after([0, opened], [1, slot(drains, roads, pumps)])),
      "120 are paid, 400 refused, 80 paid.",
    ).toBe(300);
  });
});

describe("at most once", () => {
  test("a command that is chosen in two slots is executed in the first of them", () => {
    const run = after([0, opened], [1, slot(drains)], [2, slot(drains)]);
    expect(
      [left(run), run.state.replica.next],
      "Client 1 asked twice, and two leaders proposed its payment: 120 are paid once. The second slot is passed over.",
    ).toEqual([380, 3]);
  });

  test("even twice in one slot", () => {
    expect(
      left(after([0, opened], [1, slot(drains, drains, pumps)])),
      "The copy stands right behind the first, in the same slot: 120 are paid once, and 80.",
    ).toBe(300);
  });

  test("a client's next command is another one, though it says the same", () => {
    const next = wish(1, pay(120), 1);
    expect(
      left(after([0, opened], [1, slot(drains)], [2, slot(next)])),
      "Client 1 pays 120 and then 120 more: its number tells the second payment from a copy of the first.",
    ).toBe(260);
  });

  test("an old command that turns up after a newer one of its client is not executed", () => {
    const run = after([0, opened], [1, slot(wish(1, pay(50), 4))], [2, slot(wish(1, pay(30), 3))]);
    expect(
      left(run),
      "Client 1 had given up on its command 3 when it asked for 4. It may not take effect after it.",
    ).toBe(450);
  });

  test("clients number their commands each for itself, from 0", () => {
    expect(
      left(after([0, opened], [1, slot(wish(7, pay(10)))], [2, slot(wish(8, pay(20)))])),
      "Clients 7 and 8 each pay for the first time.",
    ).toBe(470);
  });

  test("it says which commands it has executed, and what came of them", () => {
    const { state } = after([0, opened], [1, slot(drains)]);
    const { executed } = execute(state.replica, slot(drains, roads), wardLedger);
    expect(executed, "The copy of client 1's payment is left out; 400 are more than is left.").toEqual([
      { ...roads, result: "refused" },
    ]);
  });
});

describe("answers", () => {
  test("whoever waits is told, once its command is applied", () => {
    expect(
      after([0, opened], drains).told,
      "Its payment is not chosen yet: nobody can know what comes of it.",
    ).toEqual([]);
    expect(
      after([0, opened], drains, [2, slot(drains)]).told,
      "It is chosen, and slot 1 is missing still.",
    ).toEqual([]);
    expect(
      after([0, opened], drains, [1, slot(drains)]).told,
      "Slots 0 and 1 are applied, and client 1 waits for what came of its payment.",
    ).toEqual(["1: paid"]);
  });

  test("each is told what came of its own command, in the order of the log", () => {
    expect(
      after(roads, pumps, drains, [1, slot(drains)], [3, slot(roads)], [0, opened], [2, slot(pumps)]).told,
      "All three wait. The log says in which order their payments come, and for the last of them too little is left.",
    ).toEqual(["1: paid", "2: paid", "3: refused"]);
  });

  test("who asked elsewhere is told elsewhere", () => {
    expect(
      after(pumps, [0, opened], [1, slot(drains)]).told,
      "Client 2 waits here, and its payment is not applied.",
    ).toEqual([]);
  });

  test("once is enough", () => {
    expect(
      after(drains, [0, opened], [1, slot(drains)], [2, slot(drains)]).told,
      "The payment of client 1 stands in two slots. It asked once here, and is told once.",
    ).toEqual(["1: paid"]);
  });

  test("who asks again is told what came of it the first time", () => {
    const run = after([0, opened], [1, slot(wish(1, pay(300)))], [2, slot(roads)], wish(1, pay(300)));
    expect(
      run.told,
      "Its answer was lost, so client 1 asks again. The replica has kept it: “paid”. (Paid anew, it would be refused.)",
    ).toEqual(["1: paid"]);
    expect(left(run), "And answering pays nothing.").toBe(200);
  });

  test("who has gone on is not told of old affairs", () => {
    const second = wish(1, pay(30), 1);
    expect(
      after([0, opened], drains, [1, slot(drains, second)]).told,
      "Both commands of client 1 are applied. Asked elsewhere for the second, it no longer waits for the first; and the " +
        "answer that is kept belongs to the second.",
    ).toEqual([]);
    expect(
      after([0, opened], [1, slot(drains, second)], drains).told,
      "A copy of its first request arrives late: what is kept is the answer to the second.",
    ).toEqual([]);
  });

  test("a late copy of an old request does not push out the new one", () => {
    const second = wish(1, pay(400), 1);
    const why =
      "Client 1 waits for its command 1. A copy of its command 0, which it has long forgotten, arrives late; " +
      "then command 1 is applied, and refused.";
    expect(after([0, opened], [1, slot(drains)], second, drains, [2, slot(second)]).told, why).toEqual([
      "1: refused",
    ]);
    expect(after(second, drains, [0, opened], [1, slot(drains)], [2, slot(second)]).told, why).toEqual([
      "1: refused",
    ]);
  });
});

describe("as it should be of a pure function", () => {
  test("what it is given is left as it is", () => {
    const { state } = after([0, opened], drains, [2, slot(pumps)]);
    const before = structuredClone(state);
    onChosen(state, 1, slot(drains), wardLedger);
    onAsked(state, roads);
    expect(state, "Return a new state: the old one may be on disk, or in a trace.").toEqual(before);
  });
});

const rules: WardRules = { execute };

describe("in a whole system", () => {
  test("a client asks again under another leader, and is paid once", () => {
    const story = bmcCutOff.run({ rules, asksAgain: true });
    if (story.run.violation !== null) expect.fail(`Paid twice, or not alike.\n${explainViolation(story)}`);
    expect(story.summary.left, "In all wards the same is left of the fund.").toEqual([0, 0, 0, 0, 0]);
  });

  test("a hundred monsoon nights of payments", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const story = bmcLedgerStorm.run({ seed, rules });
      if (story.run.violation !== null) expect.fail(`Paid twice, or not alike.\n${explainViolation(story)}`);
      expect(story.summary.stuck, `After the storm of seed ${seed} these wards serve nobody.`).toEqual([]);
    }
  });

  test("the logs of thirty nights, their slots told in any order, and some of them twice", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = createRandom(seed);
      const log = logOf(seed);
      const news = log.map((value, slot) => [slot, value] as const);
      const again = news.filter(() => random.chance(0.3));
      expect(
        after(...random.shuffle([...news, ...again])).state.replica,
        `The log of seed ${seed}, told in another order, should make the same book of it.`,
      ).toEqual(after(...news).state.replica);
    }
  });
});

/** What was applied in a stormy night, from slot 0 on. */
function logOf(seed: number): readonly Value<LedgerCommand>[] {
  const log: Value<LedgerCommand>[] = [];
  for (const { decision } of bmcLedgerStorm.run({ seed }).run.decisions) {
    if (decision.kind === "applied" && decision.slot === log.length) log.push(decision.value);
  }
  return log;
}
