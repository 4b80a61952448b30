import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import { moving, type MovingBounds } from "./moving.ts";

const bounds: readonly MovingBounds[] = [
  { slots: 2, window: 1, askedAt: [0, 1], crashes: 0 },
  { slots: 2, window: 1, askedAt: [0], crashes: 1 },
];

describe.each(bounds)(
  "4 nodes, 2 leaders, a member replaced, slots: $slots, commands at $askedAt, crashes: $crashes",
  (bounds) => {
    it("break nothing, whatever the order of events", ({ annotate }) => {
      const report = explore(moving(bounds));
      expect(report).toMatchObject({ violation: null, ended: "exhausted" });
      expect(vacuous(report)).toEqual([]);
      return annotate(`${report.states} states`);
    });
  },
);

const [short] = bounds as [MovingBounds];

describe("the search finds", () => {
  it("a leader that proposes to new members without their promises", () => {
    const { violation } = explore(moving(short, { isPrepared: () => true }));
    expect(violation).toMatchObject({ property: "log agreement" });
    expect(violation?.script).toHaveLength(17);
  });

  it("votes that count though their nodes are no members", () => {
    const { violation } = explore(moving(short, { hasVote: () => true }));
    expect(violation).toMatchObject({ property: "log agreement" });
  });

  it("a configuration in force from the next slot on, where that may be proposed at the same time", () => {
    const inForceFrom = (chosenIn: number): number => chosenIn + 1;
    const { violation } = explore(moving({ ...short, slots: 3, window: 2 }, { inForceFrom }));
    expect(violation).toMatchObject({ property: "log agreement" });
  });
});
