import { majority, milliseconds, nodes } from "../src/core/index.ts";
import { singleDecree, type SingleDecree } from "../src/protocols/single-decree/index.ts";
import type { Setup } from "../src/sim/index.ts";

/** A decision with two proposals at once over a calm network, handlers and trace on. */
export interface Workload {
  readonly name: string;
  readonly nodes: number;
  /** Who learns from the acceptors: every node (n² messages), or one that tells the others. */
  readonly learners: "every node" | "one node";
  readonly untilSteps?: number;
}

export function decision(workload: Workload, seed: number): Setup<SingleDecree<string>> {
  const everybody = nodes(workload.nodes);
  const quorums = majority(everybody);
  const roles = workload.learners === "every node" ? {} : { learners: [0], audience: everybody };
  const propose = (node: number, value: string) =>
    ({ kind: "request", node, request: { kind: "propose", value } }) as const;
  return {
    protocol: singleDecree<string>({ quorums, ...roles }),
    nodes: workload.nodes,
    seed,
    schedule: [
      { at: 0, action: propose(0, "drains") },
      { at: milliseconds(1), action: propose(1, "roads") },
    ],
    ...(workload.untilSteps === undefined ? {} : { untilSteps: workload.untilSteps }),
  };
}
