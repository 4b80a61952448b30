import { describe, expect, it } from "vitest";
import { hears, toAll, type Step } from "../../src/judge/steps.ts";

const send = (to: number, message: unknown): Step["effects"][number] => ({ kind: "send", to, message });

describe("what others hear", () => {
  const wanted = toAll([1, 2], { kind: "prepare", ballot: { round: 1, node: 0 } });

  it("may be said in any order, and more than once: the network does that, too", () => {
    const [one, two] = wanted.map(({ to, message }) => send(to, message));
    expect(hears("", { effects: [two!, one!, two!, { kind: "persist", value: 1 }] }, wanted)).toBeNull();
  });

  it("is missed when it is not said, and noticed when it should not be", () => {
    const [one] = wanted.map(({ to, message }) => send(to, message));
    expect(hears("Asked", { effects: [one!] }, wanted)?.sentence).toBe(
      "Asked: it should send prepare (ballot 1.0) to node 1 and prepare (ballot 1.0) to node 2; it sends prepare (ballot 1.0) to node 1.",
    );
    expect(hears("Asked", { effects: [one!] }, [])?.sentence).toMatch(
      /it should send nothing; it sends prepare/,
    );
  });

  it("is compared as data, however long it is", () => {
    const long = "x".repeat(1_000);
    expect(hears("", { effects: [send(1, `${long}a`)] }, [{ to: 1, message: `${long}b` }])).not.toBeNull();
  });
});
