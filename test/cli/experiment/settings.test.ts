import { describe, expect, it } from "vitest";
import { Pace } from "../../../src/cli/experiment/pace.ts";
import { settingsFor } from "../../../src/cli/experiment/settings.ts";
import { summaryText } from "../../../src/cli/experiment/summary-text.ts";
import { sweepHere } from "../../../src/experiments/index.ts";
import { coin } from "../../experiments/coin.ts";

describe("what is typed behind --set", () => {
  it("becomes values of the kind that the parameter has", () => {
    const typed = { chance: ["0.5", "1e-3"], thrower: ["left, hand"], fair: ["true", "false"] };
    expect(settingsFor(coin, typed)).toEqual({
      chance: [0.5, 0.001],
      thrower: ["left, hand"],
      fair: [true, false],
    });
  });

  it.each([
    [{ chance: ["Infinity"] }, 'The parameter chance takes numbers, such as 0.5; got "Infinity".'],
    [{ fair: ["yes"] }, 'The parameter fair takes true and false; got "yes".'],
    [{ thrower: ["nobody"] }, 'The parameter thrower can be left, hand, the "right"; got "nobody".'],
    [{ toString: ["1"] }, "coin has no parameter toString; its parameters: chance, patience, thrower, fair."],
  ])("is refused otherwise: %j", (typed, sentence) => {
    expect(() => settingsFor(coin, typed)).toThrow(sentence);
  });
});

describe("what a terminal shows", () => {
  it("is a table for each measure, with intervals, and with what did not happen", () => {
    const text = summaryText(sweepHere(coin, { set: { chance: [0.5], thrower: ["left, hand"] }, seeds: 30 }));
    const [heading, seeds, , throws, columns, , row] = text.split("\n");
    expect(heading).toBe("coin: How often is a coin thrown until it shows its head?");
    expect(seeds).toBe("Seeds 1 to 30 at each point; in brackets, 95 % confidence intervals.");
    expect(throws).toBe("throws, throws");
    expect(columns).toMatch(
      /^chance +patience +thrower +fair +runs +did not happen +mean +median +95 % +most$/,
    );
    expect(row).toMatch(/^ +0\.5 +3 +left, hand +true +\d+ +\d+ +[\d.]+ \[[\d.]+, [\d.]+\] +\d+ \[\d, \d\]/);
    expect(text).toMatch(/\d \[\d, \?\]/);
  });

  it("is how far a sweep is, and how long it will take", () => {
    const pace = new Pace(0);
    const after = (seconds: number, computed: number): string =>
      pace.inWords({ total: 1_200, known: 200, computed }, seconds * 1_000);
    expect(after(0, 0)).toBe("200 of 1,200 runs (Ctrl-C: stop and keep)");
    expect(after(5, 100)).toBe("300 of 1,200 runs, about 45 s to go (Ctrl-C: stop and keep)");
    expect(after(60, 100)).toBe("300 of 1,200 runs, about 9 min to go (Ctrl-C: stop and keep)");
    expect(after(9_999, 500)).toBe("700 of 1,200 runs, about 3 h to go (Ctrl-C: stop and keep)");
  });
});
