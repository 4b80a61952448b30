import { describe, expect, it } from "vitest";
import { milliseconds } from "../../../src/core/index.ts";
import { bearerCalled, bearers, unsigned, viewChanges } from "../../../src/scenarios/index.ts";

/** What papers have a command cost that is asked by a client elsewhere, with n replicas. */
const byHand: Readonly<Record<string, { messages: (n: number) => number; delays: (n: number) => number }>> = {
  // Ask; accept, accepted, chosen; answer.
  "Multi-Paxos": { messages: (n) => 1 + 3 * (n - 1) + 1, delays: () => 4 },
  // Request, pre-prepare, prepare, commit, reply (section 4.2); and a hundredth of a checkpoint.
  PBFT: {
    messages: (n) => 1 + (n - 1) + (n - 1) ** 2 + n * (n - 1) + n + (n * (n - 1)) / 100,
    delays: () => 5,
  },
  // To all replicas; four views of a proposal, votes and the certificate for the next leader; replies of all. Of four
  // replicas two have seen the last certificate before it is proposed upon: enough for the client.
  HotStuff: { messages: (n) => n + 4 * (2 * (n - 1) + 1) + n, delays: (n) => (n === 4 ? 11 : 12) },
};

describe.each(bearers)("$name, a command alone", ({ name, tolerates, alone, replicasFor }) => {
  it.each([1, 2])("costs what its paper says, f = %i", (f) => {
    const { replicas, messages, delays, bytes, signaturesChecked } = alone(f);
    const { messages: expected, delays: time } = byHand[name]!;
    expect(replicas).toBe(tolerates === "lies" ? 3 * f + 1 : 2 * f + 1);
    expect(replicas).toBe(replicasFor(f));
    expect(messages).toBeCloseTo(expected(replicas), 9);
    expect(delays).toBe(time(replicas));
    // No message is shorter than its headers; where nobody believes anybody, each carries a signature.
    expect(bytes / messages).toBeGreaterThan(tolerates === "lies" ? 44 + 64 : 44);
    expect(signaturesChecked > 0).toBe(tolerates === "lies");
  });
});

describe("under load", () => {
  const short = { seed: 1, warmUp: milliseconds(60), length: milliseconds(60), clients: 150, batch: 25 };
  const most = (name: string, f: number, more = {}) => bearerCalled(name).loaded({ ...short, f, ...more });

  it("who checks signatures gets less done than who believes", () => {
    const [paxos, pbft, hotStuff] = bearers.map(({ name }) => most(name, 1).perSecond);
    expect(paxos!).toBeGreaterThan(4 * pbft!);
    expect(pbft!).toBeGreaterThan(hotStuff!);
    expect(most("PBFT", 1, { signatures: unsigned, length: milliseconds(10) }).perSecond).toBeGreaterThan(
      3 * pbft!,
    );
  });

  it("HotStuff says more than PBFT in a small group, and less in a large one", () => {
    const said = (name: string, f: number): number => most(name, f).messagesPerCommand;
    expect(said("HotStuff", 1)).toBeGreaterThan(said("PBFT", 1));
    expect(said("HotStuff", 4)).toBeLessThan(said("PBFT", 4));
  });
});

describe("a view change", () => {
  const sizes = [4, 7, 13, 22];

  it("takes a message from everybody to everybody in PBFT, and one more from the new primary to each", () => {
    for (const replicas of sizes) {
      for (const seed of [1, 2]) {
        expect(viewChanges.PBFT({ replicas, seed }).change.messages).toBe(replicas * (replicas - 1));
      }
    }
  });

  it("takes a message from everybody to one in HotStuff, twice, as the first of the next leaders is dead", () => {
    for (const replicas of sizes) {
      for (const seed of [1, 2]) {
        const { change, toCommit } = viewChanges.HotStuff({ replicas, seed });
        // 2n - 3 new-view messages, n - 3 answered with what they lack, a proposal to n - 1, 2 relayed certificates.
        expect(change.messages).toBe(4 * replicas - 5);
        // Two more views, and three times the votes.
        expect(toCommit.messages).toBe(9 * replicas - 13);
      }
    }
  });

  it.each([
    ["PBFT", 3],
    ["HotStuff", 2],
    ["HotStuff, threshold signatures", 1],
  ] as const)("in %s takes bytes and signatures by the power %i of n", (name, power) => {
    const [small, large] = [16, 31].map((replicas) => viewChanges[name]({ replicas, seed: 1 }).change);
    const growth = (of: "bytes" | "signatures"): number =>
      Math.log(large![of] / small![of]) / Math.log(31 / 16);
    for (const of of ["bytes", "signatures"] as const) {
      expect(growth(of)).toBeGreaterThan(power - 0.15);
      expect(growth(of)).toBeLessThan(power + 0.1);
    }
  });
});
