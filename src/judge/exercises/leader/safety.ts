import { itemsFrom, type Ballot } from "../../../core/index.ts";
import { multiPaxosPhrases, type Rules } from "../../../protocols/multi-paxos/index.ts";
import { multiPaxosModel } from "../../../verify/index.ts";
import type { Case } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import { diaryKeepers, freshNode } from "./diary.ts";
import type { DiaryNode, LeaderCalls, LeaderModule } from "./port.ts";

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

const everyNight =
  (slots: number, ballots: readonly Ballot[]): Case<LeaderCalls>["run"] =>
  (module) => {
    const rules = leaderRulesOf({
      agenda: (...args) => module.agenda(...args),
      asksFrom: (state) => module.asksFrom(asMemory(state)),
      reports: (state, from) => module.reports(asMemory(state), from),
    });
    const model = multiPaxosModel({
      protocol: diaryKeepers(slots, rules),
      nodes: ["Bandra", "Kurla", "Andheri"],
      slots,
      asked: [
        { node: 0, command: "drains" },
        { node: 1, command: "pumps" },
      ],
      ballots,
      states: "essential, nacks unsaid",
    });
    return exhaust(model, multiPaxosPhrases);
  };

const bandra: Ballot = { round: 1, node: 0 };
const kurla: Ballot = { round: 1, node: 1 };
const bandraAgain: Ballot = { round: 2, node: 0 };

/** What these functions are for, with two nodes that lead one after the other, or at the same time. */
export const safety: readonly Case<LeaderCalls>[] = [
  {
    name: "in no night do two wards have different things in one slot",
    points: 3,
    why: "Two books in one corporation: Bandra's says that the drains are paid for, Kurla's says the pumps, and both have told their clients.",
    run: everyNight(1, [bandra, kurla, bandraAgain]),
  },
  {
    name: "nor in a log of two slots, and both slots get filled",
    points: 2,
    why: "What a former leader has left behind, in whatever slot, must neither be lost nor hold up what comes after it.",
    run: everyNight(2, [bandra, kurla]),
  },
];
