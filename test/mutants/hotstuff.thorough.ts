import { describe, expect, it } from "vitest";
import { stormWithLiars } from "../conformance/hotstuff-storms.ts";
import * as attacks from "./hotstuff-attacks.ts";
import { Puppeteer, type Staging } from "./hotstuff-puppeteer.ts";
import { mutants, rightVariants } from "./hotstuff.ts";

function harmOf(attack: attacks.Attack, staging: Staging): string | null {
  const puppeteer = new Puppeteer(staging);
  attack(puppeteer);
  return puppeteer.harm;
}

describe.each(mutants)("planted bug: $name", ({ attack, staging }) => {
  it("is found out by an attack that HotStuff withstands", ({ annotate }) => {
    const harm = harmOf(attack, staging);
    expect(harm).not.toBeNull();
    expect(harmOf(attack, {})).toBeNull();
    return annotate(harm!);
  });
});

describe.each(rightVariants)("unusual but right: $name", ({ options }) => {
  it("withstands all attacks", () => {
    const { rules = {} } = options;
    for (const attack of Object.values(attacks)) expect(harmOf(attack, { rules })).toBeNull();
  });

  it("breaks nothing in storms", () => {
    for (let seed = 1; seed <= 6; seed++) {
      const cast = { count: 4, way: "equivocating", about: "another block", options } as const;
      const { complaint } = stormWithLiars(cast, seed);
      if (complaint?.kind === "unsafe") expect.fail(complaint.problem);
    }
  });
});
