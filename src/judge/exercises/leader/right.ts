import { isAbove } from "../../../core/index.ts";
import {
  noOp,
  soundRules,
  type ClientCommand,
  type Slot,
  type SlotProposal,
  type Value,
} from "../../../protocols/multi-paxos/index.ts";
import type { LeaderModule } from "./port.ts";

type Promises = readonly (readonly SlotProposal<string>[])[];

const { asksFrom, reports } = soundRules<string, string, string>();

export const rightLeader: LeaderModule = {
  agenda: (promises, from, own) => [...adopted(promises, from, highest), ...paid(own)],
  asksFrom,
  reports,
};

/** What is proposed where something is reported, and in the gaps between: by this choice among the reports of a slot. */
export function adopted(
  promises: Promises,
  from: Slot,
  choose: (reports: readonly SlotProposal<string>[]) => Value<string> | null,
): readonly Value<string>[] {
  const all = promises.flat();
  const end = Math.max(from, ...all.map(({ slot }) => slot + 1));
  return Array.from(
    { length: end - from },
    (_, nth) => choose(all.filter(({ slot }) => slot === from + nth)) ?? noOp,
  );
}

/** P2c, for one slot. */
export const highest = (reports: readonly SlotProposal<string>[]): Value<string> | null =>
  reports.reduce<SlotProposal<string> | null>(
    (best, report) => (isAbove(report.ballot, best?.ballot ?? null) ? report : best),
    null,
  )?.value ?? null;

export const paid = (own: readonly ClientCommand<string>[]): readonly Value<string>[] =>
  own.map((command) => ({ kind: "commands", commands: [command] }));
