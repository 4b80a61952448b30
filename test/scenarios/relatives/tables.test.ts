import { describe, expect, it } from "vitest";
import {
  commitCosts,
  commitProtocols,
  commitTrial,
  crashAgainstLies,
  leaderAgainstPeers,
  paxosAgainstRaft,
  relatives,
  wholeTable,
  zabAgainstPaxos,
  type FactRow,
} from "../../../src/scenarios/index.ts";

describe("the table of the whole", () => {
  const rows = wholeTable({ f: 1, seeds: 1 });

  it("has a row for every relative, and one for each that commits transactions", () => {
    const names = [...relatives.map(({ name }) => name), ...commitProtocols];
    expect(rows.map(({ protocol }) => protocol)).toEqual(names);
    for (const row of rows) expect(row["promises broken"]).toBe(0);
  });

  it("finds nothing lost, nothing doubled and nobody unanswered", () => {
    for (const row of rows.slice(0, relatives.length)) {
      expect(row).toMatchObject({ unanswered: 0, lost: 0, "executed twice": 0 });
      expect(row["leader crashes: gap (ms)"]).toBeGreaterThan(140);
    }
  });

  it("says why a cell has no number", () => {
    const [twoPhase, paxosCommit] = rows.slice(-2);
    expect(twoPhase!["bad links: gap (ms)"]).toBe("no log: one transaction");
    expect(paxosCommit!.lost).toBe("no log: one transaction");
    expect(paxosCommit!["leader crashes: gap (ms)"]).toBeTypeOf("number");
  });
});

describe("commit protocols, whose coordinator crashes at any moment of a transaction", () => {
  const seeds = Array.from({ length: 30 }, (_, nth) => nth + 1);

  it.each([1, 2])("two-phase commit leaves participants blocked, Paxos Commit never does, f = %i", (f) => {
    const [twoPhase, paxosCommit] = commitProtocols.map((protocol) =>
      seeds.map((seed) => commitTrial({ protocol, f, seed })),
    );
    expect(twoPhase!.filter(({ blocked }) => blocked.length > 0).length).toBeGreaterThan(5);
    expect(paxosCommit!.flatMap(({ blocked }) => blocked)).toEqual([]);
    for (const { problem } of [...twoPhase!, ...paxosCommit!]) expect(problem).toBeNull();
    // The same crashes at the same moments.
    expect(twoPhase!.map((report) => report.crashedAfter)).toEqual(
      paxosCommit!.map((report) => report.crashedAfter),
    );
  });

  it.each([1, 2])("cost what their papers say, where all roles share nodes, f = %i", (f) => {
    const n = 2 * f + 1;
    // To prepare, a vote, the outcome.
    expect(commitCosts("Two-phase commit", f)).toMatchObject({ delays: 3, messages: 3 * (n - 1) });
    // To prepare; each votes to all acceptors; these tell f + 1 leaders of every vote; each leader tells the outcome.
    const messages = n - 1 + n * (n - 1) + n * (n - 1) * (f + 1) + (f + 1) * (n - 1);
    // With f = 1, the leader's own acceptor and the voter's are a majority: their word comes a delay earlier.
    expect(commitCosts("Paxos Commit", f)).toMatchObject({ delays: f === 1 ? 3 : 4, messages });
  });
});

it("f crashes take 2f + 1 nodes and f liars 3f + 1: with one more of them down, nobody is served", () => {
  const rows = crashAgainstLies({ fs: [1] });
  expect(rows.length).toBe(relatives.length);
  for (const row of rows) {
    expect(row.nodes).toBe(row["faulty nodes may"] === "crash" ? 2 * row.f + 1 : 3 * row.f + 1);
    expect(row).toMatchObject({ "with f down": "goes on", "with f + 1 down": "stands still" });
  }
});

describe("side by side", () => {
  const options = { f: 1, seeds: 3 };
  const cell = (rows: readonly FactRow[], question: string, protocol: string) =>
    rows.find((row) => String(row["question"]).includes(question))?.[protocol];

  it("Paxos: logs with holes, leaders who lack what is chosen, order not kept; Raft: none of it", () => {
    const rows = paxosAgainstRaft(options);
    expect(cell(rows, "had a hole", "Multi-Paxos")).toBe("3 of 3");
    expect(cell(rows, "had a hole", "Raft")).toBe("0 of 3");
    expect(cell(rows, "elections won", "Multi-Paxos")).not.toMatch(/^0 of/);
    expect(cell(rows, "elections won", "Raft")).toMatch(/^0 of/);
    expect(cell(rows, "overtook", "Multi-Paxos")).not.toMatch(/^0 of/);
    expect(cell(rows, "overtook", "Raft")).toBe("0 of 3");
  });

  it("Zab keeps the order in which its primary proposed", () => {
    const rows = zabAgainstPaxos(options);
    expect(cell(rows, "overtook", "Zab")).toBe("0 of 3");
    expect(cell(rows, "had a hole", "Zab")).toBe("0 of 3");
    expect(cell(rows, "lost or executed twice", "Zab")).toBe(0);
  });
});

it("a leader saves a phase and messages, and its crash stops everybody; peers go on", () => {
  const [led, elsewhere, peers] = leaderAgainstPeers({ f: 1, seeds: 2 });
  expect([led, elsewhere, peers].map((row) => row!["message delays"])).toEqual([2, 4, 4]);
  const n = 3;
  // Prepare, promise, accept; and whoever accepts tells all.
  expect(peers!.messages).toBe(3 * (n - 1) + n * (n - 1));
  expect(led!.messages).toBe(3 * (n - 1));
  expect(led!["a node crashes: gap (ms)"]).toBeGreaterThan(150);
  expect(peers!["a node crashes: gap (ms)"]).toBeLessThan(100);
});
