import type { Constraint, Model, NetworkModel, Sometimes } from "../../src/check/index.ts";
import type { NodeId } from "../../src/core/index.ts";
import { strictVessel, type Candidate, type Consenting } from "./consensus.ts";

/** A small world in which all that can happen to a candidate can be looked at. */
export interface World<V extends Consenting> {
  readonly candidate: Candidate<V>;
  /** In words, for the name of the test. */
  readonly bounds: string;
  /** Each is asked once to propose a value of its own. */
  readonly proposers: readonly NodeId[];
  /** Nodes that only learn; see {@link Model.listeners}. */
  readonly listeners?: readonly NodeId[];
  readonly crashes?: number;
  readonly network?: NetworkModel;
  readonly within: Constraint<V>;
  readonly timers: NonNullable<Model<V>["timers"]>;
}

/** Consensus, held to every single vote, in all that can happen in this world. */
export function everythingIn<V extends Consenting>(world: World<V>): Model<V> {
  const { candidate, proposers, listeners = [], crashes = 0, within, timers } = world;
  return {
    ...strictVessel(candidate),
    nodes: candidate.nodes,
    listeners,
    requests: proposers.map((node) => ({ node, request: { kind: "propose", value: valueOf(node) } })),
    sometimes: [
      { name: "a value is decided", event: (_, event) => event.kind === "decide" },
      ...proposers.map((proposer): Sometimes<V> => ({
        name: `the value of node ${proposer} is decided`,
        event: (_, event) => event.kind === "decide" && event.decision.value === valueOf(proposer),
      })),
    ],
    crashes: { most: crashes },
    within,
    timers,
    ...(world.network === undefined ? {} : { network: world.network }),
  };
}

const valueOf = (node: NodeId): string => `value of ${node}`;
