import { emptyArray, flexible, majority, milliseconds as ms, nodes, seconds, type Time } from "paxoslab/core";
import {
  multiPaxos,
  type Lease,
  type MultiPaxos,
  type NodeState,
  type Role,
} from "paxoslab/protocols/multi-paxos";
import { bmcReadStorm, bmcStaleRead } from "paxoslab/scenarios";
import { simulate } from "paxoslab/sim";
import { describe, expect, test } from "vitest";
import {
  isLoyal,
  leaseFrom,
  leaseLength,
  leaseRules,
  leaseUntil,
  mayServe,
  type Answered,
} from "#exercise/lease/lease.ts";

const [bandra, kurla, andheri, dadar] = [0, 1, 2, 3] as const;
const ballot = { round: 1, node: bandra };
const patience = ms(200);

const following = (isPatient: boolean, leader: number | null = bandra): Role<string> => ({
  kind: "following",
  leader: leader === null ? null : { round: 1, node: leader },
  isPatient,
});

/** One that has just been elected, with this lease. */
function leading(lease: Lease | null, prepared = 0): Role<string> {
  if (elected?.role.kind !== "leading") throw new Error("Nobody has been elected: this test is broken.");
  return { ...elected.role, lease, prepared };
}

const [elected] = simulate<MultiPaxos<string, string, string>>({
  protocol: multiPaxos({
    quorums: majority([bandra]),
    service: { name: "none", initial: "", apply: (state) => ({ state, result: "" }) },
  }),
  nodes: 1,
  seed: 1,
  untilTime: seconds(1),
}).states;

describe("the promise that a lease stands on", () => {
  test("a follower promises nothing to others as long as it is patient", () => {
    expect(
      isLoyal(following(true), kurla),
      "You have heard from Bandra within your patience, and Kurla wants your promise. Bandra may be answering questions this " +
        "very moment because it relies on you: no promise for Kurla.",
    ).toBe(true);
  });

  test("but to its own leader it may", () => {
    expect(
      isLoyal(following(true), bandra),
      "It is Bandra itself that asks, for which you are loyal to it: it may have your promise.",
    ).toBe(false);
  });

  test("and when its patience is over, to anybody", () => {
    expect(
      isLoyal(following(false), kurla),
      "Bandra has been silent for as long as you are patient. If you go on refusing everybody, nobody ever leads again.",
    ).toBe(false);
  });

  test("also when it has just started, and may have forgotten whom it followed", () => {
    expect(
      isLoyal(following(true, null), kurla),
      "You have restarted, and do not know whom you were loyal to before. Be patient once, as if you had heard of a leader.",
    ).toBe(true);
  });

  test("a leader is loyal to itself, and a candidate to nobody", () => {
    expect(isLoyal(leading(null), kurla), "You lead, and may have a lease yourself.").toBe(true);
    const campaigning: Role<string> = {
      kind: "campaigning",
      ballot,
      promises: [bandra],
      reported: emptyArray,
    };
    expect(isLoyal(campaigning, kurla), "You are patient with no leader any more.").toBe(false);
  });
});

describe("from when on", () => {
  test("from when the heartbeat was sent, not from when its answer came", () => {
    expect(
      leaseFrom(ms(1_000), ms(1_080)),
      "Sent at 1,000 ms, answered at 1,080 ms. The other's patience began when the heartbeat came, at some time between. It may " +
        "have come at once, and the answer been under way for 80 ms: count from 1,000.",
    ).toBe(ms(1_000));
  });
});

describe("how long", () => {
  const bound = (clockDrift: number): number => (patience * (1 - clockDrift)) / (1 + clockDrift);

  test.each([0, 0.001, 0.05, 0.3])("clocks may be wrong by %d", (clockDrift) => {
    const length = leaseLength({ patience, clockDrift });
    expect(
      length,
      `A clock that is fast by ${100 * clockDrift} % is through with 200 ms after ${(200 / (1 + clockDrift)).toFixed(3)} ms. In that ` +
        `time yours, if it is slow by as much, goes on by ${(bound(clockDrift) / 1_000).toFixed(3)} ms: no lease may be longer.`,
    ).toBeLessThanOrEqual(bound(clockDrift));
    expect(
      length,
      `It is safe to go on for ${(bound(clockDrift) / 1_000).toFixed(3)} ms of your clock, less a microsecond or two for rounding. ` +
        `A shorter lease sends people away for nothing.`,
    ).toBeGreaterThanOrEqual(bound(clockDrift) - 2);
  });
});

describe("until when", () => {
  const three = majority([bandra, kurla, andheri]);
  const terms = { patience, clockDrift: 0.05 };
  const length = leaseLength(terms);
  const answered = (node: number, sentAt: number): Answered => ({
    node,
    sentAt: ms(sentAt),
    answeredAt: ms(sentAt + 30),
  });
  /** The moment from which the lease is counted, in ms. */
  const since = (quorums: typeof three, ...answers: readonly Answered[]): number | null => {
    const until = leaseUntil(answers, quorums, terms);
    return until === null ? null : (until - length) / 1_000;
  };

  test("as long as a majority is loyal: from the earlier of its two heartbeats", () => {
    expect(
      since(three, answered(bandra, 1_100), answered(kurla, 1_000)),
      "Bandra is loyal to itself since 1,100 ms, Kurla since 1,000: two of three are, for the length of a lease from 1,000 on.",
    ).toBe(1_000);
  });

  test("the best majority counts, in whatever order the answers came", () => {
    const answers = [answered(andheri, 900), answered(bandra, 1_100), answered(kurla, 1_050)];
    for (const some of [answers, answers.toReversed()]) {
      expect(
        since(three, ...some),
        "Andheri has not been heard of since 900 ms, but Bandra and Kurla are enough: the lease runs from 1,050.",
      ).toBe(1_050);
    }
  });

  test("of each node, the last heartbeat that it answered", () => {
    expect(
      since(three, answered(kurla, 1_050), answered(kurla, 1_000), answered(bandra, 1_100)),
      "Kurla answered the heartbeat of 1,050 ms, and the answer to an earlier one came late: it is loyal since 1,050.",
    ).toBe(1_050);
  });

  test("one node is one node, however often it answers", () => {
    expect(
      since(three, answered(bandra, 1_000), answered(bandra, 1_050), answered(bandra, 1_100)),
      "Bandra has heard nobody but itself. Kurla and Andheri may elect somebody: no lease.",
    ).toBeNull();
    expect(since(three), "Nobody has answered anything: no lease.").toBeNull();
  });

  test("members only", () => {
    expect(
      since(three, answered(bandra, 1_100), answered(dadar, 1_100), answered(kurla, 1_000)),
      "Dadar is no member: Kurla and Andheri can elect somebody without asking it. The lease runs from 1,000.",
    ).toBe(1_000);
  });

  test("enough to meet everyone who could elect another leader", () => {
    const grid = flexible(nodes(4), { phase1: 3, phase2: 2 });
    expect(
      since(grid, answered(bandra, 1_100), answered(kurla, 1_050)),
      "Here it takes three of four to elect somebody, and two of four to choose. Two loyal nodes are among any three, as a " +
        "phase-2 quorum always is: ask `quorums.isPhase2Quorum`.",
    ).toBe(1_050);
    const cautious = flexible(nodes(4), { phase1: 2, phase2: 3 });
    expect(
      since(cautious, answered(bandra, 1_100), answered(kurla, 1_050)),
      "Here two of four can elect somebody, Andheri and Dadar for instance: two loyal nodes are not enough.",
    ).toBeNull();
  });
});

describe("may it answer by itself?", () => {
  const replica = { ...elected!.replica, next: 5 };
  const lease: Lease = { servesFrom: 5, loyalSince: emptyArray, until: ms(1_000) };
  const state = (role: Role<string>): NodeState<string, string, string> => ({ ...elected!, replica, role });
  const at = (role: Role<string>, now: Time): boolean => mayServe(state(role), now);

  test("within its lease, with everything applied: yes", () => {
    expect(
      at(leading(lease), ms(1_000) - 1),
      "Its lease has a microsecond left, and it has applied all slots below 5. If it never answers, nobody is the safer for it.",
    ).toBe(true);
  });

  test("when the lease is over: no", () => {
    expect(
      at(leading(lease), ms(1_000)),
      "The lease holds before 1,000 ms. From this very moment on, another may lead.",
    ).toBe(false);
    expect(at(leading({ ...lease, until: 0 }), ms(10)), "It has never had a lease.").toBe(false);
    expect(at(leading(null), ms(10)), "There are no leases at all.").toBe(false);
  });

  test("before it has applied what its election brought to light: no", () => {
    expect(
      at(leading({ ...lease, servesFrom: 7 }), ms(500)),
      "Phase 1 has reported proposals in slots 5 and 6, which may be chosen, and a client told so. It has applied neither.",
    ).toBe(false);
  });

  test("a follower: no, whatever it remembers", () => {
    expect(at(following(true), ms(500)), "It does not lead.").toBe(false);
  });

  test("before it has done phase 1 with the members now in charge: no", () => {
    const tenures = [{ number: 1, from: 5, membership: { kind: "majority" as const, nodes: [0, 1, 3] } }];
    const moved = { ...state(leading(lease, 0)), replica: { ...replica, tenures } };
    expect(
      mayServe(moved, ms(500)),
      "Configuration 1 is in charge from slot 5 on, and the leader's phase 1 reached the members of configuration 0 " +
        "(`role.prepared`): among the new ones something may have been chosen that it has not heard of.",
    ).toBe(false);
    expect(
      mayServe({ ...moved, role: leading(lease, 1) }, ms(500)),
      "It is prepared for configuration 1.",
    ).toBe(true);
  });
});

const rules = leaseRules();
const seeds = Array.from({ length: 30 }, (_, nth) => nth + 1);

describe("in a whole system", () => {
  test("the afternoon of Bandra's slow clock, which is as slow as the wards believe it may be", () => {
    const { summary } = bmcStaleRead.run({ bandraClock: 0.95, clockDrift: 0.05, rules });
    expect(summary.verdict, "Somebody was told what was not so any more.").toBeNull();
  });

  test("thirty nights with clocks as wrong as they may be", () => {
    for (const seed of seeds) {
      const { problem } = bmcReadStorm.run({ seed, rules }).summary;
      expect(problem, `Somebody was told what was not so any more, in the storm of seed ${seed}.`).toBeNull();
    }
  });

  test("and they answer nearly as many questions as they could", () => {
    const few = seeds.slice(0, 8);
    const answers = (changes: object): number =>
      few.reduce((sum, seed) => sum + bmcReadStorm.run({ seed, ...changes }).summary.byLease, 0);
    const [yours, reference] = [answers({ rules }), answers({})];
    expect(
      yours,
      `In eight nights your leaders have answered ${yours} questions by their leases, where ${reference} could be. ` +
        `A lease that is never granted is safe, and useless.`,
    ).toBeGreaterThan(0.9 * reference);
  });
});
