import { describe, expect, test } from "vitest";
import { outcomeMap, timeToDecide } from "../../../src/figures/index.ts";

describe("time to decide, on a logarithmic axis", () => {
  const figure = timeToDecide(
    { "at once": [null, null], doubling: [1_000, null, 4_000, 50_000], dice: [2_000, 3_000] },
    { timeAxis: "log" },
  );

  test("says beside each strategy how many of its duels never ended, even if none did", () => {
    expect(figure.data.map(({ name }) => name)).toEqual([
      "at once: 100 % never",
      "doubling: 25 % never",
      "dice",
    ]);
    expect(figure.layout.xaxis).toMatchObject({ type: "log", ticktext: ["1", "2", "5", "10", "20", "50"] });
    expect(figure.alt).toContain("at once: none of 2 decided.");
  });

  test("draws each curve from the shortest time to the longest, and none at 0, which has no logarithm", () => {
    for (const { x } of figure.data as unknown as readonly { readonly x: readonly number[] }[]) {
      expect(x[0]).toBe(1);
      expect(x.at(-1)).toBe(50);
    }
  });

  test("nearly all is not all", () => {
    const nearly = timeToDecide(
      { duel: [1, ...Array.from({ length: 499 }, () => null)] },
      { timeAxis: "log" },
    );
    expect(nearly.data[0]?.name).toBe("duel: > 99 % never");
  });
});

describe("the map of outcomes", () => {
  const words = { title: "Duels", xTitle: "apart (ms)", yTitle: "wait (ms)", unit: "ballots" };
  const figure = outcomeMap(
    [
      { x: 2, y: 0, value: null },
      { x: 1, y: 0, value: 5 },
      { x: 1, y: 8, value: 2 },
      { x: 2, y: 8, value: 3 },
    ],
    words,
  );

  test("has a square for each run, and marks those that never end by a sign, not by colour alone", () => {
    expect(figure.data).toMatchObject([
      {
        type: "heatmap",
        x: [1, 2],
        y: [0, 8],
        z: [
          [5, null],
          [2, 3],
        ],
      },
      { type: "scatter", x: [2], y: [0], marker: { symbol: "x" }, name: "never ends" },
    ]);
  });

  test("tells in words what it shows", () => {
    expect(figure.alt).toBe(
      "A map of 4 runs: apart (ms) across, wait (ms) upwards. 1 never end: at 2 to 2 across and 0 to 0 upwards. " +
        "The others need 2 to 5 ballots.",
    );
    expect(() => outcomeMap([], words)).toThrow("give at least one outcome");
  });
});
