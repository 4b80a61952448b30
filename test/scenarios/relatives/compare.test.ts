import { describe, expect, it } from "vitest";
import { contestantCalled, relatives } from "../../../src/scenarios/index.ts";

/**
 * What papers have a command cost, with n nodes: messages when it is asked at the leader, and message delays there and
 * at another node. Commands come one at a time, so that nothing is batched, and the answer goes to whoever was asked.
 */
const byHand: Readonly<
  Record<string, { messages: (n: number) => number; atLeader: number; atFollower: number }>
> = {
  // Accept, accepted, and to all others that it is chosen.
  "Multi-Paxos": { messages: (n) => 3 * (n - 1), atLeader: 2, atFollower: 4 },
  // The commit index goes with an appendEntries, which is answered like any other.
  Raft: { messages: (n) => 4 * (n - 1), atLeader: 2, atFollower: 4 },
  // Prepare, prepare-ok, commit.
  "Viewstamped Replication": { messages: (n) => 3 * (n - 1), atLeader: 2, atFollower: 4 },
  // Propose, ack, commit.
  Zab: { messages: (n) => 3 * (n - 1), atLeader: 2, atFollower: 4 },
};

describe.each(relatives)("$name in the comparison", ({ name, calm, underOutage, nodesFor }) => {
  it.each([1, 2])("costs what its paper says when nothing fails, f = %i", (f) => {
    const { messages, atLeader, atFollower } = byHand[name]!;
    const costs = calm({ f, seed: f });
    const atLeast = messages(nodesFor(f));
    expect(costs.atLeader).toMatchObject({ delays: atLeader, messages: atLeast });
    // One message more brings the command to the leader.
    expect(costs.atFollower).toMatchObject({ delays: atFollower, messages: atLeast + 1 });
    expect(costs.atLeader!.bytes).toBeGreaterThan(44 * atLeast);
  });

  it.each([1, 2])("loses nothing and doubles nothing when the leader is among %i that crash", (f) => {
    for (const seed of [1, 2]) {
      const report = underOutage({ f, seed });
      expect(report.problem).toBeNull();
      expect(report).toMatchObject({ asked: 600, answered: 600, lost: 0, doubled: 0 });
      expect(new Set(report.victims).size).toBe(f);
      // Clients are answered to the end; in between they wait for the followers' patience to end.
      expect(report.gap).toBeGreaterThan(140_000);
      expect(report.gap).toBeLessThan(1_000_000);
    }
  });
});

it("the same seed crashes as many nodes at the same moment, whatever the protocol, and gives the same run", () => {
  const reports = relatives.map(({ underOutage }) => underOutage({ f: 1, seed: 7 }));
  expect(new Set(reports.map(({ crashedAt }) => crashedAt)).size).toBe(1);
  expect(relatives[0]!.underOutage({ f: 1, seed: 7 })).toEqual(reports[0]);
});

it("says which protocols there are", () => {
  expect(() => contestantCalled("Two-phase commit")).toThrow(/there are Multi-Paxos, /);
});
