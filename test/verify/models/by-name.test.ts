import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import { modelNamed, type Settings } from "../../../src/verify/index.ts";

/** Smaller than usual: docs/checker.md has the numbers for what `paxoslab verify NAME` goes through. */
const small: readonly { readonly name: string; readonly settings: Partial<Settings> }[] = [
  { name: "viewstamped-replication", settings: { crashes: 0 } },
  { name: "viewstamped-replication", settings: { ballots: 1, slots: 2, crashes: 0 } },
  { name: "zab", settings: { slots: 1 } },
  { name: "zab", settings: { ballots: 1, slots: 2 } },
  { name: "hotstuff", settings: { ballots: 4 } },
  { name: "paxos-commit", settings: { nodes: 1 } },
];

describe.each(small)("$name, with $settings", ({ name, settings }) => {
  it("breaks nothing, and does not do so idly", () => {
    const report = explore(modelNamed(name, settings));
    expect(report).toMatchObject({ ended: "exhausted", violation: null });
    expect(vacuous(report)).toEqual([]);
  });
});
