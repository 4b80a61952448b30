import { createRandom, milliseconds, seconds, type Duration, type NodeId } from "../../core/index.ts";
import {
  fastFlexible,
  fastPaxos,
  fastPaxosQuorums,
  roundsOf,
  type Configuration,
  type FastPaxos,
  type FastQuorums,
} from "../../protocols/fast-paxos/index.ts";
import { drawLatency, simulate, type Link, type Scheduled } from "../../sim/index.ts";
import { fastPaxosSafety } from "../safety.ts";
import type { Scenario } from "../scenario.ts";
import { castOf, opening, type Cast } from "./cast.ts";
import { requireSensible, type ContentionOptions } from "./options.ts";
import { summarise, type ContentionSummary } from "./summary.ts";

/** Several corporators propose at about the same time. Nothing fails. */
export const contention: Scenario<ContentionOptions, FastPaxos<string>, ContentionSummary> = {
  name: "contention",
  title: "Proposals at about the same time",
  defaults: {
    seed: 1,
    rounds: "fast",
    recovery: "coordinated",
    acceptors: 5,
    quorums: null,
    proposers: 2,
    gap: 0,
    arrivals: "even",
    latency: milliseconds(10),
    jitter: 0,
    between: null,
    patience: milliseconds(200),
    untilTime: seconds(10),
  },
  run(changes = {}) {
    const options = { ...contention.defaults, ...changes };
    requireSensible(options);
    const cast = castOf(options.acceptors, options.proposers);
    const { quorums, configuration } = protocolFor(options, cast);
    const run = simulate<FastPaxos<string>>({
      protocol: fastPaxos(configuration),
      nodes: cast.names,
      seed: options.seed,
      network: networkFor(options, cast),
      schedule: proposals(options, cast),
      properties: fastPaxosSafety(quorums, roundsOf(configuration)),
      untilTime: options.untilTime,
    });
    const { rounds, proposers, seed } = options;
    return {
      title: `${rounds === "fast" ? "Fast" : "Classic"} rounds, ${proposers === 1 ? "1 proposal" : `${proposers} proposals`} (seed ${seed})`,
      trace: run.trace,
      summary: summarise(run, cast, configuration),
      groupOf: (node) => cast.names[node] as string,
      run,
    };
  },
};

/** As many runs, with the seeds 1, 2, …: only what came of each. */
export function contentions(
  count: number,
  options: Partial<ContentionOptions> = {},
): readonly ContentionSummary[] {
  return Array.from({ length: count }, (_, nth) => contention.run({ ...options, seed: nth + 1 }).summary);
}

function protocolFor(
  { rounds, recovery, quorums: sizes, patience }: ContentionOptions,
  { acceptors, coordinator, proposers }: Cast,
): { readonly quorums: FastQuorums; readonly configuration: Configuration<string> } {
  const quorums = sizes === null ? fastPaxosQuorums(acceptors) : fastFlexible(acceptors, sizes);
  return {
    quorums,
    configuration: {
      quorums,
      rounds,
      recovery,
      coordinators: [coordinator],
      // So that the coordinator too knows when it need not go on.
      learners: [coordinator, ...proposers],
      patience: { min: patience, max: 2 * patience },
    },
  };
}

function networkFor({ latency, jitter, between }: ContentionOptions, cast: Cast) {
  const taking = (least: Duration): Pick<Link, "latency"> => ({
    latency:
      jitter === 0 ? { kind: "constant", latency: least } : { kind: "exponential", min: least, mean: jitter },
  });
  return {
    ...taking(latency),
    loss: 0,
    duplication: 0,
    ordering: "any" as const,
    ...(between === null ? {} : { link: (from: NodeId, to: NodeId) => taking(between(from, to, cast)) }),
  };
}

function proposals(
  { gap, arrivals, seed }: ContentionOptions,
  { proposers, plans }: Cast,
): readonly Scheduled<FastPaxos<string>>[] {
  const random = createRandom(seed).fork();
  let at = opening;
  return proposers.map((node, nth) => {
    if (nth > 0)
      at += arrivals === "even" ? gap : drawLatency({ kind: "exponential", min: 0, mean: gap }, random);
    return { at, action: { kind: "request", node, request: { kind: "propose", value: plans[nth]! } } };
  });
}
