import type { Service } from "../../../core/index.ts";
import { raft, raftPhrases, raftSafety } from "../../../protocols/raft/index.ts";
import { raftFigure7, raftFigure8 } from "../../../scenarios/index.ts";
import { raftModel } from "../../../verify/index.ts";
import { evening } from "../../evening.ts";
import type { Case } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import type { CommitRuleModule } from "./port.ts";
import { rulesOf } from "./rules.ts";

type RaftCase = Case<CommitRuleModule>;

const figure7: RaftCase = {
  name: "brings the six logs of figure 7 to the leader’s",
  points: 1,
  why: "Logs that are too short, too long, or both: a few exchanges, and all are as the leader’s.",
  run: (module) =>
    evening("In figure 7", () => {
      const { summary, run } = raftFigure7.run({ rules: rulesOf(module) });
      if (run.violation !== null) return run.violation.problem;
      const wanted = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 8].join(", ");
      const other = summary.after.find((terms) => terms.join(", ") !== wanted);
      return other === undefined
        ? null
        : `a log ends with the terms ${other.join(", ") || "of an empty one"}; it should be ${wanted}.`;
    }),
};

const figure8: RaftCase = {
  name: "loses nothing in figure 8",
  points: 2,
  why: "This is the run for which the commit rule is as it is: a majority has the entry, and it is lost all the same.",
  run: (module) => {
    for (const ending of ["d", "e"] as const) {
      const finding = evening(`In figure 8, with the ending (${ending})`, () => {
        const { run, logs } = raftFigure8({ ending, rules: rulesOf(module) });
        if (run.violation !== null) return run.violation.problem;
        const is = (logs.at(-1) ?? []).map((terms) => terms.join(", ")).join("; ");
        return is === endings[ending]
          ? null
          : `the five logs have the terms ${is}; in the paper they have ${endings[ending]}.`;
      });
      if (finding !== null) return finding;
    }
    return null;
  },
};

const endings = {
  d: "1, 3, 5; 1, 3, 5; 1, 3, 5; 1, 3, 5; 1, 3, 5",
  e: "1, 2, 4; 1, 2, 4; 1, 2, 4; 1; 1, 3",
} as const;

const letters: Service<readonly string[], string, number> = {
  name: "letters",
  initial: [],
  apply: (lines, line) => ({ state: [...lines, line], result: lines.length + 1 }),
};

const everyRun: RaftCase = {
  name: "keeps what Raft promises in every run of three servers with two leaders",
  points: 3,
  why: "Everything together: whoever is elected has what is committed, and all apply the same in the same order.",
  run: (module) => {
    const model = raftModel<readonly string[], string, number>({
      protocol: raft({
        members: [0, 1, 2],
        service: letters,
        batchSize: 1,
        window: 1,
        isSticky: false,
        tellsCommit: false,
        rules: rulesOf(module),
      }),
      nodes: ["Bandra", "Kurla", "Andheri"],
      entries: 2,
      asked: [{ node: 0, command: "a" }],
      candidates: [[0], [1]],
      properties: raftSafety<readonly string[], string, number>(),
    });
    return exhaust(model, raftPhrases);
  },
};

export const story: readonly RaftCase[] = [figure7, figure8, everyRun];
