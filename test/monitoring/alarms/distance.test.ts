import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explicit,
  flexible,
  majority,
  nodes,
  type NodeSet,
  type QuorumSystem,
} from "../../../src/core/index.ts";
import { compareRules, distanceFromQuorum } from "../../../src/monitoring/index.ts";

/** The same quorums, not known to be a matter of counting. */
const withoutSizes = ({ name, acceptors, ...quorums }: QuorumSystem): QuorumSystem => ({
  name,
  acceptors,
  isPhase1Quorum: (members) => quorums.isPhase1Quorum(members),
  isPhase2Quorum: (members) => quorums.isPhase2Quorum(members),
});

it("of 5 nodes with majorities, 2 may fall silent; then one must come back, and another", () => {
  const distance = (count: number) => distanceFromQuorum(nodes(5).slice(0, count), majority(nodes(5))).phase2;
  expect([5, 4, 3, 2, 1, 0].map(distance)).toEqual([2, 1, 0, -1, -2, -3]);
});

it("counting and going through all sets come to the same", () => {
  const systems = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.nat(), fc.nat())
    .map(([count, first, second]) => {
      const phase1 = 1 + (first % count);
      const phase2 = Math.min(count, count + 1 - phase1 + (second % count));
      return flexible(nodes(count), { phase1, phase2 });
    });
  fc.assert(
    fc.property(systems, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (quorums, answers) => {
      const responsive = quorums.acceptors.filter((node) => answers[node]);
      expect(distanceFromQuorum(responsive, withoutSizes(quorums))).toEqual(
        distanceFromQuorum(responsive, quorums),
      );
    }),
  );
});

describe("a grid of 3 by 3: a row promises, a column accepts", () => {
  const rows = [0, 3, 6].map((first) => [first, first + 1, first + 2]);
  const columns = [0, 1, 2].map((first) => [first, first + 3, first + 6]);
  const grid = explicit({ acceptors: nodes(9), phase1: rows, phase2: columns });
  const without = (...silent: NodeSet) => nodes(9).filter((node) => !silent.includes(node));

  it("three losses can break all columns at once, and any two cannot", () => {
    expect(distanceFromQuorum(nodes(9), grid)).toEqual({ phase1: 2, phase2: 2 });
  });

  it("which nodes are silent matters, not only how many", () => {
    expect(distanceFromQuorum(without(0, 1, 2), grid)).toEqual({ phase1: 1, phase2: -1 });
    expect(distanceFromQuorum(without(0, 3, 6), grid)).toEqual({ phase1: -1, phase2: 1 });
    expect(distanceFromQuorum(without(0, 1), grid)).toEqual({ phase1: 1, phase2: 0 });
  });

  it("of nobody at all, a whole line must come back", () => {
    expect(distanceFromQuorum([], grid)).toEqual({ phase1: -3, phase2: -3 });
  });
});

it("says for how many it can be computed", () => {
  const many = explicit({ acceptors: nodes(17), phase1: [nodes(17)], phase2: [nodes(17)] });
  expect(() => distanceFromQuorum(nodes(17), many)).toThrow("up to 16 acceptors");
  expect(distanceFromQuorum(nodes(227), majority(nodes(227)))).toEqual({ phase1: 113, phase2: 113 });
});

describe("the 60 % rule", () => {
  const verdicts = (quorums: QuorumSystem) => Map.groupBy(compareRules(quorums), ({ share }) => share);
  const counts = (quorums: QuorumSystem, share: "cries wolf" | "sleeps") =>
    (verdicts(quorums).get(share) ?? []).map(({ responsive }) => responsive);

  it("sleeps at 3 of 5, where the next loss stops everything", () => {
    expect(counts(majority(nodes(5)), "sleeps")).toEqual([3]);
    expect(counts(majority(nodes(5)), "cries wolf")).toEqual([]);
  });

  it("cries wolf at 136 of 227, where 22 more may fail", () => {
    const wolves = counts(majority(nodes(227)), "cries wolf");
    expect([wolves[0], wolves.at(-1)]).toEqual([136, 115]);
    const [first] = verdicts(majority(nodes(227))).get("cries wolf")!;
    expect(first?.distance).toEqual({ phase1: 22, phase2: 22 });
  });

  it("with small phase-2 quorums it cries while a leader goes on, and sleeps where none could follow it", () => {
    const rows = compareRules(flexible(nodes(227), { phase1: 200, phase2: 28 }));
    const at = (count: number) => rows.find(({ responsive }) => responsive === count);
    expect(at(100)).toMatchObject({ shareAlarms: true, distance: { phase1: -100, phase2: 72 } });
    expect(at(150)).toMatchObject({
      shareAlarms: false,
      distance: { phase1: -50, phase2: 122 },
      share: "sleeps",
    });
  });
});
