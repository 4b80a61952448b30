import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import { pbftModel } from "../../../src/verify/index.ts";

const wards = ["Bandra", "Kurla", "Andheri", "Dadar"];

describe("PBFT in one view with four replicas, of which the primary may say anything to anybody", () => {
  it.each([
    { plans: ["drains"], states: 96_896 },
    { plans: ["drains", "pumps"], states: 601_209 },
  ])("no two execute different requests as number 1, asked for $plans", ({ plans, states }) => {
    const report = explore(pbftModel({ names: wards, liars: 1, plans, numbers: 1 }));
    expect(report).toMatchObject({ ended: "exhausted", violation: null, states });
    expect(vacuous(report)).toEqual([]);
  });
});
