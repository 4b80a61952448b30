import { endOf, isAbove, type Ballot } from "../../../core/index.ts";
import type { SlotProposal, Value } from "../../../protocols/multi-paxos/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { LeaderModule } from "./port.ts";
import { adopted, highest, paid, rightLeader as right } from "./right.ts";

type Reports = readonly SlotProposal<string>[];
type Promises = readonly Reports[];

const candidate = (name: string, changed: Partial<LeaderModule>): Candidate<LeaderModule> => ({
  name,
  module: { ...right, ...changed },
});

const agenda = (name: string, changed: LeaderModule["agenda"]): Candidate<LeaderModule> =>
  candidate(name, { agenda: changed });

/** Settles each slot by this choice among its reports. */
const choosing = (
  name: string,
  choose: (reports: Reports) => Value<string> | null,
): Candidate<LeaderModule> =>
  agenda(name, (promises, from, own) => [...adopted(promises, from, choose), ...paid(own)]);

const highestBy = (isHigher: (a: Ballot, b: Ballot) => boolean) => (reports: Reports) =>
  reports.reduce<SlotProposal<string> | null>(
    (best, report) => (best === null || isHigher(report.ballot, best.ballot) ? report : best),
    null,
  )?.value ?? null;

const text = ({ round, node }: Ballot): string => `${round}.${node}`;

const slotsIn = (promises: Promises): ReadonlySet<number> => new Set(promises.flat().map(({ slot }) => slot));

/** Wrong ideas about new leaders, the most common ones first. */
export const leaderMutants: readonly Candidate<LeaderModule>[] = [
  agenda("does not read the promises", (_promises, _from, own) => paid(own)),
  agenda("leaves gaps out, so that what follows moves up", (promises, from, own) => {
    const slots = slotsIn(promises);
    return [...right.agenda(promises, from, []).filter((_, nth) => slots.has(from + nth)), ...paid(own)];
  }),
  agenda("puts its own commands into the gaps", (promises, from, own) => {
    const slots = slotsIn(promises);
    const rest = [...paid(own)];
    const reported = right
      .agenda(promises, from, [])
      .map((value, nth) => (slots.has(from + nth) ? value : (rest.shift() ?? value)));
    return [...reported, ...rest];
  }),
  agenda("ends its agenda at the first gap", (promises, from, own) => {
    const slots = slotsIn(promises);
    const reported = right.agenda(promises, from, []);
    const gap = reported.findIndex((_, nth) => !slots.has(from + nth));
    return [...(gap === -1 ? reported : reported.slice(0, gap)), ...paid(own)];
  }),
  agenda("goes no farther than the promise that reports most", (promises, from, own) => {
    const most = promises.reduce((one, other) => (other.length > one.length ? other : one));
    const end = Math.max(from, ...most.map(({ slot }) => slot + 1));
    return [...right.agenda(promises, from, []).slice(0, end - from), ...paid(own)];
  }),
  agenda("lets its own commands come first", (promises, from, own) => [
    ...paid(own),
    ...right.agenda(promises, from, []),
  ]),
  agenda("forgets its own commands after an election with reports", (promises, from, own) =>
    right.agenda(promises, from, promises.flat().length > 0 ? [] : own),
  ),
  agenda("proposes again what is applied, in the wrong slots", (promises, from, own) =>
    right.agenda(promises, Math.min(from, ...slotsIn(promises)), own),
  ),
  agenda("follows in all slots the promise with the highest ballot anywhere", (promises, from, own) => {
    const top = highest(promises.flat());
    const chosen = promises.find((promise) => promise.some(({ value }) => value === top)) ?? [];
    return right.agenda([chosen], from, own);
  }),
  choosing("puts a no-op into every reported slot", () => null),
  choosing("believes the first report of a slot", (reports) => reports[0]?.value ?? null),
  choosing("believes the last report of a slot", (reports) => reports.at(-1)?.value ?? null),
  choosing(
    "believes the lowest ballot",
    highestBy((a, b) => isAbove(b, a)),
  ),
  choosing(
    "compares ballots by their rounds alone",
    highestBy((a, b) => a.round > b.round),
  ),
  choosing(
    "compares ballots as text",
    highestBy((a, b) => text(a) > text(b)),
  ),
  choosing("believes what most reports of a slot say", (reports) => {
    const votes = (report: Reports[number]): number =>
      reports.filter(({ value }) => JSON.stringify(value) === JSON.stringify(report.value)).length;
    return reports.toSorted((a, b) => votes(b) - votes(a))[0]?.value ?? null;
  }),
  choosing("takes a reported no-op for nothing", (reports) =>
    highest(reports.filter(({ value }) => value.kind !== "no-op")),
  ),
  candidate("takes what it has accepted itself for chosen", {
    asksFrom: ({ log, replica }) => Math.max(replica.next, endOf(log)),
  }),
  candidate("asks only from the slot after the next on", { asksFrom: ({ replica }) => replica.next + 1 }),
  candidate("reports nothing", { reports: () => [] }),
  candidate("reports its last slot only", { reports: (state, from) => right.reports(state, from).slice(-1) }),
  candidate("reports the first of the slots only", {
    reports: (state, from) => right.reports(state, from).slice(0, 1),
  }),
  candidate("leaves the slot that was asked for out of its report", {
    reports: (state, from) => right.reports(state, from + 1),
  }),
  candidate("reports the ballot it has promised, not the one at which it accepted", {
    reports: (state, from) =>
      right
        .reports(state, from)
        .map((report) => ({ ...report, ballot: state.promised ?? { round: 99, node: 0 } })),
  }),
];

/** Right, though not as the reference does it. */
export const leaderVariants: readonly Candidate<LeaderModule>[] = [
  candidate("reports from the last slot to the first", {
    reports: (state, from) => right.reports(state, from).toReversed(),
  }),
  agenda("sorts all reports and lets the higher ones overwrite the lower ones", (promises, from, own) => {
    const values: Value<string>[] = [];
    const inOrder = promises.flat().toSorted((a, b) => (isAbove(a.ballot, b.ballot) ? 1 : -1));
    for (const { slot, value } of inOrder) {
      while (values.length < slot - from) values.push({ kind: "no-op" });
      if (slot >= from) values[slot - from] = value;
    }
    return [...values, ...paid(own)];
  }),
  agenda("asks for no list at once, but works slot by slot backwards", (promises, from, own) => {
    const all = promises.flat();
    const last = all.reduce((most, { slot }) => Math.max(most, slot), from - 1);
    const values: Value<string>[] = paid(own).toReversed();
    for (let slot = last; slot >= from; slot--) {
      values.push(highest(all.filter((report) => report.slot === slot)) ?? { kind: "no-op" });
    }
    return values.reverse();
  }),
];
