import type { Model, Sometimes } from "../../../src/check/index.ts";
import { compareBallots, type Ballot } from "../../../src/core/index.ts";
import { refinesVoting } from "../../../src/properties/index.ts";
import { vessel } from "../../conformance/consensus.ts";
import { ask, type Bounds } from "./bounds.ts";
import { candidateFor, type V, type Variant } from "./variant.ts";

/** Everything that may happen to the variant within the bounds. */
export function smallModel(variant: Variant, bounds: Bounds): Model<V> {
  const { quorums, ballots, requests = [ask(0), ask(1)], crashes = 0, duplicates = 0 } = bounds;
  const { attempts = Infinity, refusals = "said" } = bounds;
  const learner = quorums.acceptors.length;
  const proposers = new Set(requests.map(({ node }) => node)).size;
  const highest: Ballot = { round: Math.ceil(ballots / proposers), node: (ballots - 1) % proposers };
  return {
    ...vessel(candidateFor(variant, quorums, { learners: [learner] })),
    nodes: learner + 1,
    listeners: [learner],
    requests,
    sometimes: expected(bounds),
    timers: bounds.timers ?? (ballots > requests.length ? "any moment" : "off"),
    deadMessages: bounds.deadMessages ?? "kept",
    crashes: { most: crashes },
    network: { kind: "unordered", duplication: duplicates },
    within: {
      name: `${ballots} ballots`,
      message: (message) =>
        (refusals === "said" || message.kind !== "nack") && compareBallots(message.ballot, highest) <= 0,
      state: ({ proposer }) => (proposer.task?.attempt ?? 0) <= attempts,
    },
  };
}

/** The same world, with an eye on every single vote instead of on what comes of it. */
export function votingModel(variant: Variant, bounds: Bounds): Model<V> {
  return {
    ...smallModel(variant, bounds),
    properties: [refinesVoting(candidateFor(variant, bounds.quorums).voting!)],
  };
}

/** What a search must have seen, or it looked at nothing of interest. */
function expected({ ballots, crashes = 0 }: Bounds): readonly Sometimes<V>[] {
  const decided: Sometimes<V> = { name: "a value is decided", event: (_, event) => event.kind === "decide" };
  const reported: Sometimes<V> = {
    name: "a promise reports an accepted value",
    event: (_, event) =>
      event.kind === "send" && event.message.kind === "promise" && event.message.accepted !== null,
  };
  const restored: Sometimes<V> = {
    name: "a promise is found on the disk",
    event: (_, event) => event.kind === "start" && (event.persisted?.acceptor.promised ?? null) !== null,
  };
  return [decided, ...(ballots > 1 ? [reported] : []), ...(crashes > 0 ? [restored] : [])];
}
