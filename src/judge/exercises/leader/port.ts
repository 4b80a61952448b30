import type { ClientCommand, Slot, SlotProposal, Value } from "../../../protocols/multi-paxos/index.ts";
import type { DiaryNode } from "../../diary.ts";
import type { Port } from "../../port.ts";

export interface LeaderModule {
  readonly agenda: (
    promises: readonly (readonly SlotProposal<string>[])[],
    from: Slot,
    own: readonly ClientCommand<string>[],
  ) => readonly Value<string>[];
  readonly asksFrom: (state: DiaryNode) => Slot;
  readonly reports: (state: DiaryNode, from: Slot) => readonly SlotProposal<string>[];
}

export interface LeaderCalls {
  agenda(...args: Parameters<LeaderModule["agenda"]>): readonly Value<string>[];
  asksFrom(state: DiaryNode): Slot;
  reports(state: DiaryNode, from: Slot): readonly SlotProposal<string>[];
}

export const leaderPort: Port<LeaderModule, LeaderCalls> = {
  file: "leader.ts",
  exports: ["agenda", "asksFrom", "reports"],
  calls: {
    agenda: ({ agenda }, promises, from, own) => agenda(promises, from, own),
    asksFrom: ({ asksFrom }, state) => asksFrom(state),
    reports: ({ reports }, state, from) => reports(state, from),
  },
  provides: {
    "paxoslab/core": [
      "compareBallots",
      "isAbove",
      "sameBallot",
      "highestBallot",
      "formatBallot",
      "emptyArray",
      "endOf",
      "fromIndex",
      "itemAt",
      "itemsFrom",
      "withItem",
      "withoutItem",
    ],
    "paxoslab/protocols/multi-paxos": ["noOp", "commandsIn"],
  },
};
