import { describe, expect, it } from "vitest";
import { explore, type Report } from "../../../src/check/index.ts";
import { itemsFrom, type Property } from "../../../src/core/index.ts";
import { bounded, type Bounds } from "./bounded.ts";
import type { Letters } from "./letters.ts";

const first = { round: 1, node: 0 };
const rivals = [first, { round: 1, node: 1 }];

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
