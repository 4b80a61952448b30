import { nodes } from "../../core/index.ts";
import { fastPaxosPhrases, fastPaxosQuorums } from "../../protocols/fast-paxos/index.ts";
import { anyModel, anyPhrases, type Family } from "../family.ts";
import { fastPaxosModel } from "../models/fast-paxos.ts";

export const fastPaxosFamily: Family = {
  name: "fast-paxos",
  title: "Fast Paxos with coordinated recovery: a fast round, the classic one after it, and so on",
  knobs: [
    { name: "nodes", meaning: "acceptors", usual: 4, least: 1, most: 5 },
    { name: "proposers", meaning: "nodes that propose, each something else", usual: 2, least: 1, most: 3 },
    {
      name: "ballots",
      meaning: "how many rounds there are; 1, 3 and 5 are fast",
      usual: 2,
      least: 1,
      most: 6,
    },
    { name: "crashes", meaning: "crashes in a run, each with a restart", usual: 0, least: 0, most: 3 },
  ],
  subject: ({ nodes: acceptors, proposers, ballots: rounds, crashes }) => ({
    kind: "protocol",
    model: anyModel(
      fastPaxosModel({ quorums: fastPaxosQuorums(nodes(acceptors)), proposers, rounds, crashes }),
    ),
    phrases: anyPhrases(fastPaxosPhrases),
  }),
};
