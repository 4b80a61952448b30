import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  experiment,
  formatCsv,
  formatJson,
  parseCsv,
  parseJson,
  sweepHere,
} from "../../src/experiments/index.ts";
import { coin } from "./coin.ts";

/** An experiment that measures whatever numbers it is given, seed by seed. */
const dictated = (numbers: readonly (number | null)[]) =>
  experiment({
    name: "dictated",
    question: "What was dictated?",
    parameters: { text: ["a,b", 'c"d', "=1+1", "two\nlines", ""], is: [true, false], factor: [0.1] },
    measures: { number: { title: "number", unit: "" } },
    seeds: numbers.length,
    run: (_, seed) => ({ number: numbers[seed - 1] ?? null }),
  });

const numbers = fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), {
  minLength: 1,
  maxLength: 5,
});

describe("a result in a file", () => {
  it("comes back from JSON as it was, to the last digit", () => {
    fc.assert(
      fc.property(numbers, (numbers) => {
        const sweep = sweepHere(dictated(numbers));
        const text = formatJson(sweep);
        expect(parseJson(text)).toEqual(sweep);
        expect(formatJson(parseJson(text))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it("comes back from CSV as it was, whatever is in its texts", () => {
    fc.assert(
      fc.property(numbers, (numbers) => {
        const sweep = sweepHere(dictated(numbers));
        expect(parseCsv(formatCsv(sweep), dictated(numbers))).toEqual(sweep.runs);
      }),
      { numRuns: 30 },
    );
  });

  it("has a row for each run in CSV, and an empty cell for what did not happen", () => {
    const csv = formatCsv(
      sweepHere(coin, { set: { chance: [0.01], patience: [3], thrower: ["left, hand"] }, seeds: 1 }),
    );
    const [header, row] = csv.split("\n");
    expect(header).toBe("chance,patience,thrower,fair,seed,throws,luck,error");
    expect(row).toMatch(/^0\.01,3,"left, hand",true,1,,0\.\d+,$/);
  });

  it.each([
    ["no JSON", /^it is no JSON/],
    ["[1]", /^it does not say that its format/],
    ['{"format":"paxoslab-experiment","version":2}', /^it is of version 2/],
    ['{"format":"paxoslab-experiment","version":1,"experiment":"x"}', /no `question`/],
  ])("is refused if it is something else: %s", (text, sentence) => {
    expect(() => parseJson(text)).toThrow(sentence);
  });

  it("is refused in CSV if a column or a number is not what it should be", () => {
    expect(() => parseCsv("seed\n1\n", coin)).toThrow("The CSV has no column chance");
    const csv = formatCsv(sweepHere(coin, { seeds: 1 }));
    expect(() => parseCsv(csv.replace("\n0.5,3", "\n0.5,three"), coin)).toThrow(
      /"three" as patience in line 2/,
    );
  });
});
