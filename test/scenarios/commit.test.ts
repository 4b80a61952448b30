import { describe, expect, it } from "vitest";
import { milliseconds } from "../../src/core/index.ts";
import { bmcCommit } from "../../src/scenarios/index.ts";

describe("the coordinator dies with every vote cast", () => {
  it("and with two-phase commit all others wait, alive and bound, for as long as it is gone", () => {
    const { summary } = bmcCommit.run({ by: "two-phase commit", untilTime: milliseconds(60_000) });
    expect(summary.blocked).toEqual(["Kurla", "Andheri", "Dadar", "Colaba"]);
  });

  it.each([1, 2, 3, 4, 5])(
    "and with Paxos Commit another leader finds out that all are prepared (seed %i)",
    (seed) => {
      const { summary } = bmcCommit.run({ by: "Paxos Commit", seed });
      expect(summary.blocked).toEqual([]);
      expect(summary.outcomes.map(({ outcome }) => outcome)).toEqual([
        null,
        "commit",
        "commit",
        "commit",
        "commit",
      ]);
    },
  );
});

it("when nobody dies, both commit everywhere; two-phase commit with far fewer messages", () => {
  const [simple, fault] = (["two-phase commit", "Paxos Commit"] as const).map((by) =>
    bmcCommit.run({ by, dies: "never", untilTime: milliseconds(45) }),
  );
  for (const { summary } of [simple!, fault!]) {
    expect(new Set(summary.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["commit"]));
  }
  const sent = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  expect(sent(simple!.summary.messages.sent)).toBe(15);
  expect(sent(fault!.summary.messages.sent)).toBeGreaterThan(100);
});
