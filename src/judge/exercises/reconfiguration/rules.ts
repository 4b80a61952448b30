import { sameData, type NodeSet, type QuorumSystem } from "../../../core/index.ts";
import { type Membership, type MembershipRules, type Tenure } from "../../../protocols/multi-paxos/index.ts";
import type { QuorumPlan } from "../../quorum-plan.ts";
import { Misbehaviour } from "../../subject.ts";
import { show } from "../../told.ts";
import type { ReconfigurationCalls, ReconfigurationModule } from "./port.ts";

const initial: Membership = { kind: "initial" };
const only: readonly Tenure[] = [{ number: 0, from: 0, membership: initial }];

/** Functions as rules of the protocol, as an exercise's own `reconfigurationRules` does it. */
export function reconfigurationRulesOf({
  inForceFrom,
  governs,
  hasVote,
  mayPropose,
}: Pick<ReconfigurationModule, "inForceFrom" | "governs" | "hasVote" | "mayPropose">): MembershipRules {
  const isPrepared = (promises: NodeSet, quorums: QuorumSystem): boolean =>
    mayPropose(only, 0, promises, () => quorums);
  return { inForceFrom, governs, hasVote, isPrepared };
}

export function reconfigurationRules(module: ReconfigurationCalls): MembershipRules {
  return reconfigurationRulesOf({
    inForceFrom: (chosenIn, window) => module.inForceFrom(chosenIn, window),
    governs: (tenures, slot) => oneOf(tenures, module.governs(tenures, slot)),
    hasVote: (node, quorums) => module.hasVote(node, majorityOf(quorums)),
    mayPropose: (tenures, slot, promises, quorumsOf) => {
      const quorums = majorityOf(quorumsOf(initial));
      return module.mayPropose(tenures, slot, promises, [{ membership: initial, quorums }]);
    },
  });
}

/** All configurations here decide by majority. */
const majorityOf = ({ acceptors }: QuorumSystem): QuorumPlan => ({ kind: "majority", acceptors });

function oneOf(tenures: readonly Tenure[], answer: Tenure): Tenure {
  const found = tenures.find((tenure) => sameData(tenure, answer));
  if (found !== undefined) return found;
  throw new Misbehaviour(
    "answers the wrong shape",
    `governs answers ${show(answer)}, which is none of the tenures that it was given.`,
  );
}
