import { itemsFrom, majority, nodes, type Ballot } from "../../../core/index.ts";
import { multiPaxosPhrases, type Rules } from "../../../protocols/multi-paxos/index.ts";
import { multiPaxosModel } from "../../../verify/index.ts";
import type { Case } from "../../exercise.ts";
import { diaryProtocol, type DiaryNode } from "../../diary.ts";
import { exhaust } from "../../exhaust.ts";
import { freshNode } from "./occasions.ts";
import type { LeaderCalls, LeaderModule } from "./port.ts";

type LeaderRules = Pick<Rules<string, string, string>, "asksFrom" | "reports" | "adopts">;

/** The exercise's functions as rules of the protocol, as in its `leaderRules`. */
export function leaderRulesOf({ agenda, asksFrom, reports }: LeaderModule): LeaderRules {
  return {
    asksFrom,
    reports,
    adopts: (reported, slot) => {
      const promise = itemsFrom(reported).map(({ index, item }) => ({ slot: index, ...item }));
      return agenda([promise], slot, [])[0] ?? null;
    },
  };
}

/** What nodes do besides has nothing to do with these questions: without it, few of them are different. */
const asMemory = ({ promised, log, logStart, replica, snapshot }: DiaryNode): DiaryNode => ({
  ...freshNode,
  promised,
  log,
  logStart,
  replica,
  snapshot,
});

const bandra: Ballot = { round: 1, node: 0 };
const kurla: Ballot = { round: 1, node: 1 };

const everyNight: Case<LeaderCalls>["run"] = (module) => {
  const rules = leaderRulesOf({
    agenda: (...args) => module.agenda(...args),
    asksFrom: (state) => module.asksFrom(asMemory(state)),
    reports: (state, from) => module.reports(asMemory(state), from),
  });
  const model = multiPaxosModel({
    protocol: diaryProtocol({ quorums: majority(nodes(3)), rules }),
    nodes: ["Bandra", "Kurla", "Andheri"],
    slots: 1,
    asked: [
      { node: bandra.node, command: "drains" },
      { node: kurla.node, command: "pumps" },
    ],
    ballots: [bandra, kurla],
    states: "essential, nacks unsaid",
  });
  return exhaust(model, multiPaxosPhrases);
};

/** What these functions are for: one slot, and two nodes that lead one after the other, or at the same time. */
export const safety: Case<LeaderCalls> = {
  name: "in no night do two wards have different things in one slot",
  points: 3,
  why: "Two books in one corporation: Bandra's says that the drains are paid for, Kurla's says the pumps, and both have told their clients.",
  run: everyNight,
};
