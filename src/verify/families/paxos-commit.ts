import { paxosCommitPhrases } from "../../protocols/paxos-commit/index.ts";
import { anyModel, anyPhrases, type Family } from "../family.ts";
import { paxosCommitModel } from "../models/paxos-commit.ts";

export const paxosCommitFamily: Family = {
  name: "paxos-commit",
  title: "Paxos Commit: all or nothing for two resource managers, whichever of the leaders dies",
  knobs: [
    { name: "nodes", meaning: "acceptors", usual: 3, least: 1, most: 5 },
    { name: "proposers", meaning: "leaders, the first of whom begins", usual: 2, least: 1, most: 3 },
    {
      name: "ballots",
      meaning: "how many ballots leaders may begin, besides the resource managers' own",
      usual: 2,
      least: 1,
      most: 6,
    },
    { name: "crashes", meaning: "crashes in a run, each with a restart", usual: 1, least: 0, most: 3 },
  ],
  subject: ({ nodes: acceptors, proposers: leaders, ballots, crashes }) => ({
    kind: "protocol",
    model: anyModel(paxosCommitModel({ acceptors, leaders, ballots, crashes })),
    phrases: anyPhrases(paxosCommitPhrases),
  }),
};
