import { type Random, type Time, type Vocabulary } from "../core/index.ts";
import { namesOf, type Model } from "../check/index.ts";
import { everyFault, stormyNetwork, type Network, type Scheduled, type StormProfile } from "../sim/index.ts";

/**
 * Storms in which may happen what the model allows: its requests, each now or later or not at all, and faults
 * of the kinds it has. What is too large to explore can at least be tried at random.
 */
export function asStorms<V extends Vocabulary>(model: Model<V>): StormProfile<V> {
  const { requests = [], crashes } = model;
  const mayCrash = crashes !== undefined && crashes.most > 0;
  return {
    nodes: namesOf(model),
    network: networkOf(model),
    faults: {
      ...everyFault,
      crashes: mayCrash ? everyFault.crashes : 0,
      diskLoss: crashes?.disk === "may be lost" ? 0.5 : 0,
    },
    strikes: mayCrash && crashes.strikes !== "between steps" ? 3 : 0,
    requests: (_, calm: Time, random: Random): readonly Scheduled<V>[] =>
      requests
        .filter(() => random.chance(0.9))
        .map((request) => ({ at: random.integer(0, calm), action: { kind: "request", ...request } })),
  };
}

/** Partitions come and go in every storm, which is loss; what the model forbids otherwise does not happen. */
function networkOf<V extends Vocabulary>({ network = { kind: "unordered" } }: Model<V>): Network {
  const { loss = 0, duplication = 0 } = network.kind === "set" ? { loss: 1, duplication: 1 } : network;
  return {
    ...stormyNetwork,
    ordering: network.kind === "fifo" ? "fifo" : "any",
    loss: loss > 0 ? stormyNetwork.loss : 0,
    duplication: duplication > 0 ? stormyNetwork.duplication : 0,
  };
}
