import { describe, expect, it } from "vitest";

/** A protocol with one thing done otherwise. */
interface Named {
  readonly name: string;
}

export interface StormyBank<Variant extends Named> {
  readonly mutants: readonly Variant[];
  /** Unusual, and right all the same. */
  readonly rightVariants: readonly Variant[];
  /** Sends the variant through the storm of a seed. What went wrong; null if nothing did. */
  readonly weather: (variant: Variant, seed: number) => string | null;
  /** A bug that so many storms have not found counts as not found. */
  readonly patience: number;
  /** Storms for each of those that are right. */
  readonly storms: number;
}

/** Defines the tests of a bank of variants: storms find every mutant, and fail nothing that is right. */
export function testByStorms<Variant extends Named>(bank: StormyBank<Variant>): void {
  const { mutants, rightVariants, weather, patience, storms } = bank;
  const found: string[] = [];

  describe.each(mutants)("planted bug: $name", (mutant) => {
    it("is found", () => {
      for (let seed = 1; seed <= patience; seed++) {
        const problem = weather(mutant, seed);
        if (problem === null) continue;
        found.push(`${mutant.name} | storm ${seed} | ${problem}`);
        return;
      }
      expect.fail(`${patience} storms have not found it`);
    });
  });

  it("how many storms each took", ({ annotate }) => {
    expect(found).toHaveLength(mutants.length);
    return annotate(found.join("\n"));
  });

  describe.each(rightVariants)("unusual but right: $name", (variant) => {
    it("comes through", () => {
      for (let seed = 1; seed <= storms; seed++) expect(weather(variant, seed), `storm ${seed}`).toBeNull();
    });
  });
}
