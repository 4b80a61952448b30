import { explicit, flexible, majority, type NodeId, type NodeSet, type QuorumSystem } from "../core/index.ts";

/** A quorum system as plain data, to be put into a question. */
export type QuorumPlan =
  | { readonly kind: "majority"; readonly acceptors: readonly NodeId[] }
  | {
      readonly kind: "sizes";
      readonly acceptors: readonly NodeId[];
      readonly phase1: number;
      readonly phase2: number;
    }
  | {
      readonly kind: "listed";
      readonly acceptors: readonly NodeId[];
      readonly phase1: readonly NodeSet[];
      readonly phase2: readonly NodeSet[];
    };

/** What a solution is given for it. @throws QuorumError if two quorums of it need not meet. */
export function quorumSystem(plan: QuorumPlan): QuorumSystem {
  switch (plan.kind) {
    case "majority":
      return majority(plan.acceptors);
    case "sizes":
      return flexible(plan.acceptors, plan);
    case "listed":
      return explicit(plan);
  }
}
