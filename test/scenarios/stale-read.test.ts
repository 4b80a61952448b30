import { describe, expect, it } from "vitest";
import { bmcStaleRead, committee, staleReadMoments } from "../../src/scenarios/index.ts";

const [bandra, kurla] = [0, 1];

describe("Bandra's clock is slower than the wards believe a clock can be", () => {
  const { summary } = bmcStaleRead.run();
  const stale = summary.answers.filter(({ isStale }) => isStale);

  it("so it still answers by its lease when Kurla leads and has paid, and nobody else is wrong", () => {
    const [first, second] = summary.reigns;
    expect([first?.node, second?.node]).toEqual([bandra, kurla]);
    expect(second!.from).toBeLessThan(first!.until);
    expect(stale.length).toBeGreaterThan(0);
    expect(stale.map(({ node }) => committee[node])).toEqual(stale.map(() => "Bandra"));
    for (const { askedAt } of stale) {
      expect(askedAt).toBeGreaterThan(second!.from);
      expect(askedAt).toBeLessThan(staleReadMoments.ebb);
    }
  });

  it("which no order explains", () => {
    expect(summary.verdict).toContain("No order explains client 10's balance of fund → 40");
  });

  it("and at last its lease is over, and it has to ask", () => {
    const later = summary.answers.filter(
      ({ node, askedAt }) =>
        node === bandra && askedAt > stale.at(-1)!.askedAt && askedAt < staleReadMoments.ebb,
    );
    expect(later.length).toBeGreaterThan(0);
    for (const { answeredAt } of later) expect(answeredAt ?? Infinity).toBeGreaterThan(staleReadMoments.ebb);
  });
});

describe.each([
  { name: "a clock within the bound", options: { bandraClock: 0.96 } },
  { name: "a bound that allows for that clock", options: { clockDrift: 0.6 } },
  { name: "reads by quorum", options: { by: "quorum" as const } },
  { name: "reads through the log", options: { by: "log" as const } },
])("with $name", ({ options }) => {
  const { summary } = bmcStaleRead.run(options);

  it("nobody is told what is not so any more", () => {
    expect(summary.payments.at(-1)?.left).toBe(20);
    expect(summary.answers.filter(({ isStale }) => isStale)).toEqual([]);
    expect(summary.verdict).toBeNull();
  });

  it("Bandra answers before the flood, and not in it once Kurla leads", () => {
    const answered = summary.answers.filter(({ node, answeredAt }) => node === bandra && answeredAt !== null);
    const from = summary.reigns[1]!.from;
    expect(answered.some(({ askedAt }) => askedAt < staleReadMoments.flood)).toBe(true);
    expect(
      answered.filter(({ answeredAt }) => from < answeredAt! && answeredAt! < staleReadMoments.ebb),
    ).toEqual([]);
  });
});

it("says so when there is no such afternoon", () => {
  expect(() => bmcStaleRead.run({ bandraClock: 0.1 })).toThrow("Kurla is never elected after Bandra");
});
