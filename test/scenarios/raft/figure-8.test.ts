import { describe, expect, it } from "vitest";
import { logFigure, raftSpeech } from "../../../src/figures/index.ts";
import { logEventIn, logOnDisk } from "../../../src/protocols/raft/index.ts";
import { raftFigure8 } from "../../../src/scenarios/index.ts";

const committed = ({ run }: ReturnType<typeof raftFigure8>) =>
  run.decisions.flatMap(({ node, decision }) =>
    decision.kind === "applied" ? [`S${node + 1}: ${decision.index} of term ${decision.term}`] : [],
  );

it("(a) to (d): an entry of term 2 is on a majority, and overwritten by one of term 3", () => {
  const story = raftFigure8({ ending: "d" });
  expect(story.logs).toEqual([
    [[1, 2], [1, 2], [1], [1], [1]],
    [[1, 2], [1, 2], [1], [1], [1, 3]],
    [[1, 2, 4], [1, 2], [1, 2], [1], [1, 3]],
    Array.from({ length: 5 }, () => [1, 3, 5]),
  ]);
  expect(story.run.violation).toBeNull();
  expect(committed(story)).not.toContain("S1: 2 of term 2");
});

it("(e): an entry of term 4 on a majority commits the one of term 2 with it, and keeps S5 from being elected", () => {
  const story = raftFigure8({ ending: "e" });
  expect(story.logs.at(-1)).toEqual([[1, 2, 4], [1, 2, 4], [1, 2, 4], [1], [1, 3]]);
  expect(story.run.states[4]?.role.kind).toBe("candidate");
  expect(story.run.violation).toBeNull();
  expect(committed(story)).toEqual(["S1: 1 of term 1", "S1: 2 of term 2", "S1: 3 of term 4"]);
});

describe("a leader that commits an entry of an earlier term by counting replicas", () => {
  const rules = { mayCommit: () => true };

  it("does so in (c), and S5 then leads without that entry", () => {
    const { run } = raftFigure8({ rules });
    expect(run.violation).toMatchObject({
      property: "leader completeness",
      problem: "node 4 leads term 5 without the entry that was committed at index 2",
    });
  });

  it("until two servers have applied different entries, which a figure shows", () => {
    const { run, moments } = raftFigure8({ rules, judgedBy: "log agreement" });
    expect(run.violation?.property).toBe("log agreement");
    const { alt } = logFigure(run.trace, {
      see: { disk: logOnDisk, event: logEventIn },
      speech: raftSpeech,
      words: String,
      at: moments,
    });
    expect(alt).toContain("They contradict each other in index 2.");
  });

  it("but not in (e), where nobody notices", () => {
    expect(raftFigure8({ rules, ending: "e" }).run.violation).toBeNull();
  });
});
