import { describe, expect, it } from "vitest";
import {
  compare,
  contestantCalled,
  drawOutage,
  drawSchedule,
  everyTrouble,
  relatives,
  scheduleInWords,
  troubleName,
} from "../../../src/scenarios/index.ts";

/** What papers have a command cost, with n nodes. Commands come one at a time, so that nothing is batched. */
interface ByHand {
  /** When it is asked at the leader. */
  readonly messages: (n: number) => number;
  /** So many more bring it there from another node. */
  readonly more: number;
  /** Message delays until the node that was asked has the answer: asked at the leader, and elsewhere. */
  readonly atLeader: Delays;
  readonly atFollower: Delays;
}

type Delays = readonly [least: number, most: number];

const exactly = (delays: number): Delays => [delays, delays];
const through = { more: 1, atLeader: exactly(2), atFollower: exactly(4) };

const byHand: Readonly<Record<string, ByHand>> = {
  // Accept, accepted, and to all others that it is chosen.
  "Multi-Paxos": { messages: (n) => 3 * (n - 1), ...through },
  // The commit index goes with an appendEntries, which is answered like any other.
  Raft: { messages: (n) => 4 * (n - 1), ...through },
  // Prepare, prepare-ok, commit.
  "Viewstamped Replication": { messages: (n) => 3 * (n - 1), ...through },
  // Propose, ack, commit.
  Zab: { messages: (n) => 3 * (n - 1), ...through },
  // Pre-prepare; prepare of every backup to all others, commit of everybody to all others; replies.
  PBFT: {
    messages: (n) => n - 1 + (n - 1) ** 2 + n * (n - 1) + (n - 1),
    more: 1,
    atLeader: exactly(4),
    atFollower: exactly(5),
  },
  // All are told of it; four views, each with a proposal, votes and a certificate for the next leader; replies. There is
  // no leader to be near: who leads next saves a delay or two.
  HotStuff: {
    messages: (n) => n - 1 + 4 * (2 * (n - 1) + 1) + (n - 1),
    more: 0,
    atLeader: [9, 12],
    atFollower: [9, 12],
  },
};

describe.each(relatives)("$name in the comparison", ({ name, tolerates, calm, nodesFor }) => {
  const seed = 2;

  it.each([1, 2])("costs what its paper says when nothing fails, f = %i", (f) => {
    const { messages, more, atLeader, atFollower } = byHand[name]!;
    const costs = calm({ f, seed: f });
    const atLeast = messages(nodesFor(f));
    expect(costs.atLeader!.messages).toBe(atLeast);
    expect(costs.atFollower!.messages).toBe(atLeast + more);
    for (const [cost, [least, most]] of [
      [costs.atLeader!, atLeader],
      [costs.atFollower!, atFollower],
    ] as const) {
      expect(cost.delays).toBeGreaterThanOrEqual(least);
      expect(cost.delays).toBeLessThanOrEqual(most);
    }
    expect(costs.atLeader!.bytes).toBeGreaterThan(44 * atLeast);
  });

  it("needs 2f + 1 nodes against crashes and 3f + 1 against lies", () => {
    expect([1, 2, 3].map(nodesFor)).toEqual(tolerates === "crashes" ? [3, 5, 7] : [4, 7, 10]);
  });

  it.each([1, 2])("loses nothing and doubles nothing under any trouble that %i nodes may make", (f) => {
    const report = compare({ protocol: name, f, seed, rate: 40 });
    expect(report.problem).toBeNull();
    expect(report).toMatchObject({ answered: report.asked, executed: report.asked, lost: 0, doubled: 0 });
    expect(report.troubles.map(({ trouble }) => troubleName(trouble)).toSorted()).toEqual(
      everyTrouble.toSorted(),
    );
    expect(Math.max(...report.troubles.map(({ victims }) => victims.length))).toBe(f);
  });

  it.each([1, 2])(
    "stands still for as long as followers are patient when the leader is among %i that crash",
    (f) => {
      const { gap, troubles, asked, answered } = compare({
        protocol: name,
        f,
        seed,
        schedule: drawOutage({ f, seed }),
        rate: 50,
      });
      expect(answered).toBe(asked);
      expect(troubles[0]!.victims.length).toBe(f);
      expect(troubles[0]!.gap).toBe(gap);
      expect(gap).toBeGreaterThan(140_000);
      // Byzantine views that come to nothing make the next ones longer.
      expect(gap).toBeLessThan(tolerates === "lies" ? 2_000_000 : 1_000_000);
    },
  );

  it("serves nobody while one node too many is down", () => {
    const tooMany = { kind: "crash", from: 2_000_000, to: 3_000_000, places: [1, 2] } as const;
    const schedule = { troubles: [tooMany], until: 3_500_000 };
    const { answers, problem, lost } = compare({ protocol: name, f: 1, seed: 1, schedule });
    expect({ problem, lost }).toEqual({ problem: null, lost: 0 });
    // Only what was under way may still be answered.
    const { from, to } = tooMany;
    expect(answers.filter(({ at, took }) => at - took > from && at < to)).toEqual([]);
    // Back with their disks, the others go on; without disks, a log is gone for good with more than f of its nodes.
    const later = answers.filter(({ at }) => at >= to).length;
    if (name === "Viewstamped Replication") expect(later).toBe(0);
    else expect(later).toBeGreaterThan(100);
  });
});

describe("a schedule of faults", () => {
  it("is the same for all protocols, strikes whoever leads, and is told in words", () => {
    const schedule = drawSchedule({ f: 2, seed: 1 });
    expect(schedule).toEqual(drawSchedule({ f: 2, seed: 1 }));
    expect(scheduleInWords(schedule)[4]).toBe("at 8.55 s, for 1.2 s: the leader and 1 other crash");
    const [paxos, raft] = ["Multi-Paxos", "Raft"].map((protocol) =>
      compare({ protocol, f: 2, seed: 1, rate: 20 }),
    );
    expect(paxos!.schedule).toEqual(raft!.schedule);
    expect(compare({ protocol: "Raft", f: 2, seed: 1, rate: 20 })).toEqual(raft);
  });

  it("has one trouble at a time, of f nodes at most", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const { troubles, until } = drawSchedule({ f: 2, seed });
      const ends = [1_000_000, ...troubles.map(({ to }) => to)];
      for (const [nth, trouble] of troubles.entries()) {
        expect(trouble.from).toBeGreaterThan(ends[nth]!);
        if (trouble.kind === "bad links") continue;
        expect(new Set(trouble.places).size).toBe(trouble.places.length);
        expect(trouble.places.length).toBeLessThanOrEqual(2);
        expect(Math.max(...trouble.places)).toBeLessThanOrEqual(4);
      }
      expect(until).toBeGreaterThan(ends.at(-1)!);
    }
  });

  it("says what does not fit", () => {
    expect(() => drawSchedule({ f: 0, seed: 1 })).toThrow("f is how many nodes may be faulty");
    const schedule = { troubles: [{ kind: "slow", from: 0, to: 1, places: [3] }], until: 2 } as const;
    expect(() => compare({ protocol: "Zab", f: 1, seed: 1, schedule })).toThrow(
      "3 nodes have the places 0 to 2",
    );
  });
});

it("says which protocols there are", () => {
  expect(() => contestantCalled("Two-phase commit")).toThrow(/there are Multi-Paxos, /);
});
