import { describe, expect, it, test } from "vitest";
import { gapTimeline, type Trialled } from "../../../src/figures/index.ts";

const schedule: Trialled["schedule"] = {
  troubles: [{ kind: "crash", from: 400_000, to: 800_000, places: [0] }],
  until: 1_000_000,
};

/** Somebody is answered every 10 ms, but for one silence. */
const withGap = (protocol: string, from: number, to: number): Trialled => ({
  protocol,
  schedule,
  answers: Array.from({ length: 100 }, (_, nth) => ({ at: nth * 10_000, took: 5_000 })).filter(
    ({ at }) => at <= from || at >= to,
  ),
});

const figure = gapTimeline([withGap("Raft", 400_000, 700_000), withGap("Zab", 400_000, 600_000)]);

describe("a timeline of gaps", () => {
  it("counts answers in windows, a panel for each protocol", () => {
    expect(figure.data).toMatchObject([
      { name: "Raft", yaxis: "y", x: { 0: 0, 1: 50 }, y: { 0: 5, 9: 0 } },
      { name: "Zab", yaxis: "y2", y: { 0: 5, 13: 5 } },
    ]);
  });

  it("marks what befell all of them, and says for how long nobody was answered", () => {
    const texts = figure.layout.annotations?.map(({ text }) => text);
    expect(texts).toEqual(["Raft", "Zab", "crash", "restart", "300 ms", "200 ms"]);
    expect(figure.layout.shapes).toHaveLength(4);
    expect(figure.alt).toContain(
      "crash at 400 ms, restart at 800 ms. Raft: nobody is answered for 300 ms from",
    );
  });

  test("is plain data", () => {
    expect(structuredClone({ ...figure })).toEqual({ ...figure });
  });

  it("compares only what is comparable", () => {
    const other = { ...withGap("Zab", 1, 2), schedule: { ...schedule, troubles: [] } };
    expect(() => gapTimeline([withGap("Raft", 1, 2), other])).toThrow(
      "Raft and Zab ran under different schedules",
    );
    expect(() => gapTimeline([])).toThrow("give at least one run");
  });
});
