import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import { isDirectParent } from "../../../src/protocols/hotstuff/index.ts";
import { hotStuffModel, type HotStuffBounds } from "../../../src/verify/index.ts";

const four = { names: ["the liar", "Bandra", "Kurla", "Andheri"], liars: 1 };

/**
 * `paxoslab verify hotstuff` has one branch in views 1 to 3 and the other in views 4 to 6, and shows every certificate: 313,853
 * states in three seconds.
 */
describe("HotStuff: three correct nodes commit one branch in every run, whatever the leader says", () => {
  it.each([
    {
      views: "1 to 3, both",
      branches: [
        [1, 2, 3],
        [1, 2, 3],
      ],
      states: 2_871,
    },
  ])("in views $views", ({ branches, states }) => {
    const report = explore(hotStuffModel({ ...four, branches }));
    expect(report).toMatchObject({ violation: null, ended: "exhausted", states });
    expect(vacuous(report)).toEqual([]);
  });
});

interface Mutant {
  readonly name: string;
  readonly bounds: HotStuffBounds;
  /** The shortest run in which both branches are committed. */
  readonly steps: number;
}

const mutants: readonly Mutant[] = [
  {
    name: "a two-chain commits",
    bounds: {
      ...four,
      branches: [
        [1, 2],
        [3, 4],
      ],
      rules: { commits: ({ b2, b1 }) => (b1 !== null && isDirectParent(b1, b2) ? b1 : null) },
    },
    steps: 18,
  },
  {
    name: "a node votes against its lock",
    bounds: {
      ...four,
      branches: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      rules: { safeNode: () => true },
      shows: "last",
    },
    steps: 26,
  },
  {
    name: "two of four are liars",
    bounds: {
      ...four,
      liars: 2,
      branches: [
        [1, 2, 3],
        [1, 2, 3],
      ],
    },
    steps: 14,
  },
];

describe.each(mutants)("planted bug: $name", ({ bounds, steps }) => {
  it("is found in a run as short as can be", () => {
    const { violation } = explore(hotStuffModel(bounds));
    expect(violation).toMatchObject({ kind: "always", property: "log agreement (among correct nodes)" });
    expect(violation?.script).toHaveLength(steps);
  });
});
