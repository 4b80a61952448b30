import { pbftPhrases } from "../../protocols/pbft/index.ts";
import { committee } from "../../scenarios/index.ts";
import { anyModel, anyPhrases, SettingError, type Family } from "../family.ts";
import { pbftModel } from "../models/pbft.ts";

/** What clients have asked the primary for. */
const plans = ["drains", "pumps", "lights"] as const;

export const pbftFamily: Family = {
  name: "pbft",
  title: "PBFT in one view, with a primary that may tell everybody something else",
  knobs: [
    { name: "nodes", meaning: "replicas, the first of them the primary", usual: 4, least: 3, most: 5 },
    {
      name: "faulty",
      meaning: "liars, the primary and then the last ones; 4 nodes bear one, 3 none",
      usual: 1,
      least: 1,
      most: 2,
    },
    { name: "values", meaning: "requests, one of them a batch", usual: 2, least: 1, most: 3 },
    { name: "slots", meaning: "sequence numbers", usual: 1, least: 1, most: 2 },
  ],
  subject({ nodes, faulty, values, slots }) {
    if (nodes - faulty < 2) {
      throw new SettingError(
        `With --faulty ${faulty} of --nodes ${nodes} nobody is left to agree with: two correct replicas are needed.`,
      );
    }
    const model = pbftModel({
      names: committee.slice(0, nodes),
      liars: faulty,
      plans: plans.slice(0, values),
      numbers: slots,
    });
    return { kind: "protocol", model: anyModel(model), phrases: anyPhrases(pbftPhrases) };
  },
};
