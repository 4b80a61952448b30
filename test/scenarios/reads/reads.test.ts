import { describe, expect, it } from "vitest";
import { bmcReadStorm, bmcStaleRead, staleReadMoments } from "../../../src/scenarios/index.ts";

describe("promises and leases in true time", () => {
  /** The last moment of Bandra's lease, and the first at which a ward that was loyal to Bandra may promise again. */
  function ends(bandraClock: number) {
    const { leases, promises } = bmcStaleRead.run({ bandraClock }).summary;
    return {
      lease: Math.max(...leases.filter(({ node }) => node === 0).map(({ until }) => until)),
      promise: Math.min(...promises.filter(({ leader }) => leader === 0).map(({ until }) => until)),
    };
  }

  it("a lease by a clock within the bound ends before the promises that it rests on", () => {
    const { lease, promise } = ends(0.96);
    expect(lease).toBeGreaterThan(staleReadMoments.flood);
    expect(lease).toBeLessThan(promise);
  });

  it("one by a clock that is worse goes on after them", () => {
    const { lease, promise } = ends(0.4);
    expect(lease).toBeGreaterThan(promise);
  });

  it("are what the protocol goes by: Bandra answers until its lease is over", () => {
    const { answers, leases } = bmcStaleRead.run({ bandraClock: 0.4 }).summary;
    const lease = leases.find(({ node }) => node === 0)!;
    const inFlood = answers.flatMap(({ node, answeredAt }) =>
      node === 0 && answeredAt !== null && answeredAt < staleReadMoments.ebb ? [answeredAt] : [],
    );
    expect(Math.max(...inFlood)).toBeLessThan(lease.until);
    expect(Math.max(...inFlood)).toBeGreaterThan(lease.until - 20_000);
  });
});

it("in a night of wrong clocks leases are granted, and a wrong rule is found", () => {
  expect(bmcReadStorm.run({ seed: 4 }).summary).toMatchObject({ problem: null });
  expect(bmcReadStorm.run({ seed: 4 }).summary.byLease).toBeGreaterThan(20);
  const rules = { leaseFrom: (_sentAt: number, answeredAt: number) => answeredAt };
  expect(bmcReadStorm.run({ seed: 4, rules }).summary.problem).toContain("No order explains");
});
