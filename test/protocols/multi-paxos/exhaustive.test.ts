import { describe, expect, it } from "vitest";
import { explore, vacuous, type Report } from "../../../src/check/index.ts";
import { itemsFrom, type Property } from "../../../src/core/index.ts";
import { bounded, type Bounds } from "./bounded.ts";
import type { Letters } from "./letters.ts";

const [first, second, third] = [
  { round: 1, node: 0 },
  { round: 1, node: 1 },
  { round: 2, node: 0 },
];
const rivals = [first, second];

/**
 * Three nodes, two of which lead; each command is asked for at the node that the list says. With three slots and a crash
 * there are 25 million states: `paxoslab verify multi-paxos --slots 3 --crashes 1` goes through them in 25 seconds, and finds
 * nothing broken.
 */
const everything: readonly Bounds[] = [
  { slots: 2, askedAt: [0, 1], ballots: rivals, crashes: 0, states: "essential" },
  { slots: 1, askedAt: [0, 1], ballots: rivals, crashes: 1, states: "essential" },
  { slots: 3, askedAt: [0, 1, 1], ballots: rivals, crashes: 0, states: "essential, nacks unsaid" },
  { slots: 2, askedAt: [0, 1], ballots: rivals, crashes: 1, states: "essential, nacks unsaid" },
  {
    slots: 1,
    askedAt: [0, 1],
    ballots: [first, second, third],
    crashes: 0,
    states: "essential, nacks unsaid",
  },
];

describe.each(everything)(
  "Multi-Paxos, 3 nodes, 2 leaders, ballots: $ballots.length, slots: $slots, crashes: $crashes, states: $states",
  (bounds) => {
    it("breaks nothing, whatever the order of events", ({ annotate }) => {
      const report = explore(bounded(bounds));
      expect(report).toMatchObject({ violation: null, ended: "exhausted" });
      expect(vacuous(report)).toEqual([]);
      return annotate(`${report.states} states`);
    });
  },
);

describe("states that make a difference", () => {
  it.each([
    { slots: 1, askedAt: [0, 1], ballots: rivals, crashes: 0 },
    { slots: 1, askedAt: [0], ballots: [first], crashes: 1 },
    { slots: 2, askedAt: [0, 1], ballots: [first], crashes: 0 },
  ])("are few, and make the same logs as all states: slots: $slots, crashes: $crashes", (bounds) => {
    const all = logsOf({ ...bounds, states: "all" });
    expect(all.report).toMatchObject({ violation: null, ended: "exhausted" });
    for (const states of ["essential", "essential, nacks unsaid"] as const) {
      const few = logsOf({ ...bounds, states });
      expect(few.report.states).toBeLessThan(all.report.states);
      expect(few.logs).toEqual(all.logs);
    }
  });
});

/** The logs that were applied in some run, whole or in part. */
function logsOf(bounds: Bounds): { readonly report: Report<Letters>; readonly logs: readonly string[] } {
  const logs = new Set<string>();
  const model = bounded(bounds);
  const agreement = model.properties!.find(({ name }) => name === "log agreement")!;
  const witness: Property<Letters> = {
    ...agreement,
    violation(memory) {
      const { log } = memory as { readonly log: Parameters<typeof itemsFrom>[0] };
      logs.add(JSON.stringify(itemsFrom(log)));
      return agreement.violation(memory);
    },
  };
  const report = explore({ ...model, properties: [witness] });
  return { report, logs: [...logs].sort() };
}
