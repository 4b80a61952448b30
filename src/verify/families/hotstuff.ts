import { nodes as nodesOf } from "../../core/index.ts";
import { hotStuffPhrases } from "../../protocols/hotstuff/index.ts";
import { committee } from "../../scenarios/index.ts";
import { anyModel, anyPhrases, type Family } from "../family.ts";
import { hotStuffModel } from "../models/hotstuff.ts";

/** Three blocks in a row commit the first of them. */
const chain = nodesOf(3);

export const hotStuffFamily: Family = {
  name: "hotstuff",
  title: "Chained HotStuff, with a leader that lets two branches grow",
  knobs: [
    { name: "nodes", meaning: "replicas, the first of them the leader", usual: 4, least: 4, most: 5 },
    {
      name: "faulty",
      meaning: "liars, the leader and then the last ones; 4 nodes bear one",
      usual: 1,
      least: 1,
      most: 2,
    },
    {
      name: "ballots",
      meaning:
        "how many views there are: one branch has blocks in the first three, the other in the last three",
      usual: 6,
      least: 3,
      most: 9,
    },
  ],
  subject({ nodes, faulty, ballots: views }) {
    const branches = [chain.map((nth) => nth + 1), chain.map((nth) => views - 2 + nth)];
    const model = hotStuffModel({ names: committee.slice(0, nodes), liars: faulty, branches });
    return { kind: "protocol", model: anyModel(model), phrases: anyPhrases(hotStuffPhrases) };
  },
};
