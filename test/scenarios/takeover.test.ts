import { describe, expect, test } from "vitest";
import { bmcTakeover, drains, pumps } from "../../src/scenarios/index.ts";

/** What is decided over a hundred seeds, each once. */
const decided = (acceptsSent: number, successor: number): ReadonlySet<string | null> =>
  new Set(
    Array.from(
      { length: 100 },
      (_, index) => bmcTakeover.run({ seed: index + 1, acceptsSent, successor }).summary.decided,
    ),
  );

const [kurla, colaba] = [1, 4];

describe("Bandra dies between the phases", () => {
  test("before anybody heard its accept, the successor is free to propose its own plan", () => {
    expect(decided(0, kurla)).toEqual(new Set([pumps]));
    expect(decided(0, colaba)).toEqual(new Set([pumps]));
  });

  test("with one acceptance it depends on who answers the successor first", () => {
    expect(decided(1, colaba)).toEqual(new Set([drains, pumps]));
  });

  test("with two it is not chosen, but any three of the four survivors include one who accepted", () => {
    expect(decided(2, colaba)).toEqual(new Set([drains]));
  });

  test("a successor that has accepted Bandra's plan itself always carries it on", () => {
    expect(decided(1, kurla)).toEqual(new Set([drains]));
  });

  test.each([3, 4])("with %i acceptances the plan is chosen, whoever takes over", (acceptsSent) => {
    expect(decided(acceptsSent, kurla)).toEqual(new Set([drains]));
    expect(decided(acceptsSent, colaba)).toEqual(new Set([drains]));
  });

  test("impossible deaths and successors are refused", () => {
    expect(() => bmcTakeover.run({ acceptsSent: 5 })).toThrow(
      "acceptsSent must be a whole number from 0 to 4",
    );
    expect(() => bmcTakeover.run({ successor: 0 })).toThrow("successor must be a ward from 1 (Kurla)");
  });
});
