import { describe, expect, it } from "vitest";
import { explore } from "../../../src/check/index.ts";
import { nodes } from "../../../src/core/index.ts";
import { fastExplicit, fastFlexible, fastPaxosQuorums } from "../../../src/protocols/fast-paxos/index.ts";
import { fastPaxosModel, modelNamed } from "../../../src/verify/index.ts";

describe("Fast Paxos in every run within bounds", () => {
  /** All 93,006 states are `paxoslab verify fast-paxos --nodes 5`, in some ten seconds. */
  it("holds with five acceptors, as far as the first 5,000 states go", () => {
    const report = explore(fastPaxosModel({ quorums: fastPaxosQuorums(nodes(5)), rounds: 2 }), {
      states: 5_000,
    });
    expect(report).toMatchObject({ ended: "state limit", violation: null });
  });

  it("holds with three acceptors, of whom, or of the others, one crashes at any moment and may come back", () => {
    const report = explore(modelNamed("fast-paxos", { nodes: 3, crashes: 1 }));
    expect(report).toMatchObject({ ended: "exhausted", violation: null });
  });

  it("holds in Fast Flexible Paxos: two of three suffice in a fast round, one in a classic, if all are asked in phase 1", () => {
    const quorums = fastFlexible(nodes(3), { phase1: 3, classic: 1, fast: 2 });
    expect(explore(fastPaxosModel({ quorums, rounds: 2 }))).toMatchObject({
      ended: "exhausted",
      violation: null,
    });
  });

  it("holds with listed quorums that are not alike", () => {
    const quorums = fastExplicit({
      acceptors: nodes(3),
      phase1: [
        [0, 1],
        [0, 2],
      ],
      classic: [[0]],
      fast: [[0, 1, 2], [0]],
    });
    const { symmetry: _, ...model } = fastPaxosModel({ quorums, rounds: 2 });
    expect(explore(model)).toMatchObject({ ended: "exhausted", violation: null });
  });
});
