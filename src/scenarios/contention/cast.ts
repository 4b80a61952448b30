import { milliseconds, nodes, type NodeId, type Time } from "../../core/index.ts";
import { wards } from "../bmc/wards.ts";
import { committee } from "../bmc/takeover.ts";

/** Who is who: each role on nodes of its own. */
export interface Cast {
  readonly acceptors: readonly NodeId[];
  readonly coordinator: NodeId;
  readonly proposers: readonly NodeId[];
  readonly names: readonly string[];
  /** What each proposer wants. */
  readonly plans: readonly string[];
}

const corporators = ["Desai", "Patil", "Kulkarni", "Shinde", "Naik", "Sawant"] as const;
const plans = ["drains", "pumps", "roads", "lights", "parks", "schools"] as const;

/** The most proposers there can be. */
export const mostProposers = corporators.length;

/** The most acceptors: a ward each. */
export const mostAcceptors = wards.length;

/** Wards vote, the Mayor coordinates, corporators propose and want to know. */
export function castOf(acceptors: number, proposers: number): Cast {
  const others = wards.filter((ward) => !(committee as readonly string[]).includes(ward));
  return {
    acceptors: nodes(acceptors),
    coordinator: acceptors,
    proposers: nodes(proposers).map((nth) => acceptors + 1 + nth),
    names: [
      ...[...committee, ...others].slice(0, acceptors),
      "the Mayor",
      ...corporators.slice(0, proposers),
    ],
    plans: plans.slice(0, proposers),
  };
}

/** When the first proposal is made: what opens round 1 has arrived by then, or nearly always. */
export const opening: Time = milliseconds(100);
