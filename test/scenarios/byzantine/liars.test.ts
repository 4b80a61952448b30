import { describe, expect, it } from "vitest";
import { singleDecreePhrases } from "../../../src/protocols/single-decree/index.ts";
import {
  drains,
  equivocatingProposer,
  lyingAcceptor,
  pumps,
  twoBlocks,
} from "../../../src/scenarios/index.ts";
import { tell } from "../../../src/sim/index.ts";

describe("Paxos among liars", () => {
  it("one acceptor that denies its vote is enough to get two plans chosen", ({ annotate }) => {
    const { run, trace, summary } = lyingAcceptor.run();
    expect(summary).toMatchObject({ property: "agreement (among correct nodes)", steps: 18 });
    expect(run.decisions.map(({ node, decision }) => [node, decision.value])).toEqual([
      [0, drains],
      [1, pumps],
    ]);
    return annotate(
      tell(trace, singleDecreePhrases)
        .map(({ text }) => text)
        .join("\n"),
    );
  });

  it("one proposer that says two things is enough, at one ballot", ({ annotate }) => {
    const { run, trace, summary } = equivocatingProposer.run();
    expect(summary).toMatchObject({ property: "agreement (among correct nodes)", steps: 12 });
    expect(run.decisions.map(({ node, decision }) => [node, decision.value])).toEqual([
      [2, pumps],
      [1, drains],
    ]);
    return annotate(
      tell(trace, singleDecreePhrases)
        .map(({ text }) => text)
        .join("\n"),
    );
  });
});

describe("a majority of validators", () => {
  it.each([
    { validators: 3, liars: 0, broken: false },
    { validators: 3, liars: 1, broken: true },
    { validators: 4, liars: 1, broken: false },
    { validators: 4, liars: 2, broken: true },
    { validators: 5, liars: 1, broken: true },
  ])("$validators of whom $liars vote twice: two blocks: $broken", ({ broken, ...vote }) => {
    expect(twoBlocks(vote) !== null).toBe(broken);
  });
});
