import { majority, milliseconds, minutes, nodes, seconds, type NodeId } from "../../../src/core/index.ts";
import { singleDecree, type SingleDecree } from "../../../src/protocols/single-decree/index.ts";
import { simulate, type Network, type Run, type Scheduled } from "../../../src/sim/index.ts";

export const drains = "₹500 crore";
const rival = "₹350 crore";

export const propose = (node: NodeId, value: string, at = 0): Scheduled<SingleDecree<string>> => ({
  at,
  action: { kind: "request", node, request: { kind: "propose", value } },
});

const wardNetwork: Network = {
  latency: { kind: "log-normal", median: milliseconds(12), sigma: 0.4 },
  loss: 0,
  duplication: 0,
  ordering: "any",
};

interface Story {
  readonly names: readonly string[];
  readonly schedule: readonly Scheduled<SingleDecree<string>>[];
  readonly network?: Partial<Network>;
  readonly seed?: number;
  readonly learners?: readonly NodeId[];
}

/** A simulated run of single-decree Paxos among the named nodes, all of them acceptors. */
export function story({ names, schedule, network, seed = 7, learners }: Story): Run<SingleDecree<string>> {
  const acceptors = nodes(names.length);
  return simulate({
    protocol: singleDecree<string>({
      quorums: majority(acceptors),
      ...(learners ? { learners, audience: acceptors } : {}),
    }),
    nodes: names,
    seed,
    network: { ...wardNetwork, ...network },
    schedule,
    untilTime: seconds(7200),
  });
}

const threeNames = ["Bandra", "Andheri", "Kurla"];
export const fiveNames = [...threeNames, "Dadar", "Worli"];

/** Nothing goes wrong: one proposer, three nodes. */
export const calm = () => story({ names: threeNames, schedule: [propose(0, drains)] });

/** Two proposers, a crash with restart, a partition that heals, losses and duplicates. */
export const troubled = () =>
  story({
    names: fiveNames,
    seed: 3,
    network: { loss: 0.08, duplication: 0.08 },
    learners: [0, 2],
    schedule: [
      propose(0, drains),
      propose(2, rival, milliseconds(20)),
      {
        at: milliseconds(30),
        action: { kind: "partition", label: "Bandra cut off", groups: [[0], [1, 2, 3, 4]] },
      },
      { at: milliseconds(160), action: { kind: "heal", label: "Bandra cut off" } },
      { at: milliseconds(60), action: { kind: "crash", node: 3 } },
      { at: milliseconds(140), action: { kind: "restart", node: 3 } },
      { at: milliseconds(70), action: { kind: "pause", node: 1 } },
      { at: milliseconds(110), action: { kind: "resume", node: 1 } },
    ],
  });

/** Messages to and from Andheri take half an hour. */
export const lateAndheri = () =>
  story({
    names: fiveNames,
    network: {
      link: (from, to) =>
        from === 1 || to === 1 ? { latency: { kind: "constant", latency: minutes(30) } } : undefined,
    },
    learners: [0],
    schedule: [propose(0, drains)],
  });

const wards = [
  "Bandra",
  "Andheri",
  "Kurla",
  "Dadar",
  "Worli",
  "Colaba",
  "Borivali",
  "Chembur",
  "Mulund",
  "Malad",
  "Kandivali",
  "Goregaon",
  "Ghatkopar",
  "Byculla",
  "Sion",
  "Dahisar",
];

/** The wards of 227 corporators, dealt out in turn. */
export const wardOf = (node: NodeId, count = wards.length): string =>
  wards[node % Math.min(count, wards.length)] as string;

/** The corporation meets: 227 nodes in 16 wards, Bandra cut off for a while, Andheri slow. */
export const corporation = () =>
  story({
    names: nodes(227).map((node) => `${wardOf(node)} ${1 + Math.floor(node / wards.length)}`),
    learners: [2],
    network: {
      loss: 0.01,
      link: (from, to) =>
        wardOf(from) === "Andheri" || wardOf(to) === "Andheri"
          ? { latency: { kind: "uniform", min: milliseconds(120), max: milliseconds(260) } }
          : undefined,
    },
    schedule: [
      propose(2, drains),
      {
        at: milliseconds(20),
        action: {
          kind: "partition",
          label: "Bandra cut off",
          groups: [
            nodes(227).filter((node) => wardOf(node) === "Bandra"),
            nodes(227).filter((node) => wardOf(node) !== "Bandra"),
          ],
        },
      },
      { at: milliseconds(150), action: { kind: "heal", label: "Bandra cut off" } },
    ],
  });
