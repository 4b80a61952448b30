import { describe, expect, it } from "vitest";
import { noOp } from "../../src/protocols/multi-paxos/index.ts";
import { bmcCutOff, bmcLedgerStorm, hunt } from "../../src/scenarios/index.ts";

describe("the evening on which Bandra is cut off", () => {
  it("ends with one book in all wards, and everybody told once", () => {
    const { summary, run } = bmcCutOff.run();
    expect(run.violation).toBeNull();
    expect(summary).toMatchObject({ applied: [8, 8, 8, 8, 8], left: [0, 0, 0, 0, 0] });
    expect(summary.ballotsLed[0]).toBe("1.0");
    expect(new Set(summary.answers.map(({ client }) => client)).size).toBe(7);
    expect(summary.answers).toHaveLength(7);
    expect(summary.answers.at(-1)).toEqual({ client: 5, result: "refused" });
  });

  it("and if a client asks again, its payment stands in one slot more and is paid once", () => {
    const { summary, run } = bmcCutOff.run({ asksAgain: true });
    expect(run.violation).toBeNull();
    expect(summary).toMatchObject({ applied: [9, 9, 9, 9, 9], left: [0, 0, 0, 0, 0] });
  });

  it("a leader that does not read what promises report undoes a payment that its client was told of", () => {
    const { run } = bmcCutOff.run({ rules: { adopts: () => noOp } });
    expect(run.violation).toMatchObject({ property: "log agreement" });
  });
});

describe("monsoon nights of payments", () => {
  it.each([3, 5])("%i wards: nothing breaks, and every ward serves once it is calm", (members) => {
    const stuck: string[] = [];
    for (let seed = 1; seed <= 25; seed++) {
      const { run, summary } = bmcLedgerStorm.run({ seed, members });
      expect(run.violation).toBeNull();
      stuck.push(...summary.stuck);
    }
    expect(stuck).toEqual([]);
  });

  it("find a leader that does not read what promises report", () => {
    expect(hunt(bmcLedgerStorm, 20, { rules: { adopts: () => noOp } }).shortest).not.toBeNull();
  });

  it("want 3 to 5 wards", () => {
    expect(() => bmcLedgerStorm.run({ members: 6 })).toThrow(
      "members must be a whole number from 3 to 5; got 6.",
    );
  });
});
