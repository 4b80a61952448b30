import { describe, expect, it } from "vitest";
import { logFigure } from "../../../src/figures/index.ts";
import type { LedgerCommand } from "../../../src/protocols/services/index.ts";
import { historyOnDisk, logEventIn } from "../../../src/protocols/zab/index.ts";
import {
  deposedLeader,
  deposedLeaderMoments as moments,
  type WardZab,
} from "../../../src/scenarios/index.ts";

const { summary, trace } = deposedLeader.run();

describe("a deposed Zab leader", () => {
  it("finds its proposal discarded, and what was committed meanwhile in its place", () => {
    expect(summary).toMatchObject({ deposed: "Colaba", proposal: "1.3", problem: null });
    expect(summary.successor).not.toBe("Colaba");
    expect(summary.discardedAt).toBeGreaterThan(moments.ebb);
    expect(summary.delivered).toEqual(summary.delivered.map(() => ["1.1", "1.2", "2.1"]));
  });

  it("proposes the command again if it has not forgotten it, in the new epoch", () => {
    const { summary } = deposedLeader.run({ crashes: false });
    expect(summary).toMatchObject({ proposal: "1.3", problem: null });
    expect(summary.discardedAt).not.toBeNull();
    expect(summary.delivered).toEqual(summary.delivered.map(() => ["1.1", "1.2", "2.1", "2.2"]));
  });

  it("breaks the log where its history is not cut back", () => {
    const { summary } = deposedLeader.run({
      rules: { synchronised: (state, _epoch, history) => (history.length <= state.length ? null : history) },
    });
    expect(summary.discardedAt).toBeNull();
    expect(summary.problem).toMatch(/^node 4 applied .*counter 3.* in slot 2, where .*epoch 2/);
  });
});

it("the logs of the wards, before and after", () => {
  const { text } = logFigure<WardZab, LedgerCommand>(trace, {
    see: { disk: historyOnDisk, event: logEventIn },
    at: [
      { at: moments.crash - 1, words: "cut off" },
      { at: moments.end, words: "at the end" },
    ],
    words: (command) => command.kind,
  });
  expect(text).toContain("Colaba: open 1.1 | withdraw 1.2 | (withdraw 1.3)");
  expect(text.split("\n").at(-1)).toBe("  Colaba: open 1.1 | withdraw 1.2 | withdraw 2.1");
});
