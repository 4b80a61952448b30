import { expect, it } from "vitest";
import { logFigure, raftSpeech } from "../../../src/figures/index.ts";
import { logEventIn, logOnDisk } from "../../../src/protocols/raft/index.ts";
import { raftFigure7 } from "../../../src/scenarios/index.ts";

const { trace, summary, run } = raftFigure7.run();
const leaders = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];

it("those vote for the server on top whose logs are no more up to date: (c) is longer, (d) has a later term", () => {
  expect(summary.voters).toEqual(["(a)", "(b)", "(e)", "(f)"]);
});

it("all six possible followers end with the leader's log, and the no-op of its own term", () => {
  expect(summary.before[0]).toEqual(leaders);
  expect(summary.after).toEqual(summary.before.map(() => [...leaders, 8]));
  expect(run.violation).toBeNull();
});

it("so does every seed", () => {
  for (let seed = 2; seed <= 6; seed++) {
    expect(raftFigure7.run({ seed }).summary.after).toEqual(summary.after);
  }
});

it("a conflict is found in one round trip a term at most: (f) has two terms that the leader lacks", () => {
  expect(summary.conflicts).toEqual([0, 1, 1, 0, 0, 2, 2]);
});

it("is drawn as the paper does: indices from 1, terms in the cells", () => {
  const { text } = logFigure(trace, {
    see: { disk: logOnDisk, event: logEventIn },
    speech: raftSpeech,
    words: String,
    at: summary.moments,
  });
  expect(text).toContain("before the election (indices 1 to 12)");
  expect(text).toContain("  (b): (a1 1) | (b1 1) | (c1 1) | (d4 4) | – |");
  expect(text).toContain("i6 6 | j6 6 | no-op 8 | –");
});
