import type { Family } from "../family.ts";
import { messageSetPaxos } from "../models/message-set-paxos.ts";

export const messageSetPaxosFamily: Family = {
  name: "message-set-paxos",
  title: "Paxos as Lamport specifies it in TLA+, with a set of messages",
  knobs: [
    { name: "nodes", meaning: "acceptors", usual: 3, least: 1, most: 5 },
    { name: "ballots", meaning: "how many ballots there are, from 0", usual: 2, least: 1, most: 4 },
    { name: "values", meaning: "how many values a leader may pick from", usual: 2, least: 1, most: 3 },
  ],
  subject: ({ nodes: acceptors, ballots, values }) => ({
    kind: "specification",
    spec: messageSetPaxos({
      acceptors,
      values: ["a", "b", "c"].slice(0, values),
      highestBallot: ballots - 1,
    }),
  }),
};
