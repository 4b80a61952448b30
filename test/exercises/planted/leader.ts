import { endOf, isAbove, itemsFrom, type Ballot } from "../../../src/core/index.ts";
import {
  noOp,
  type ClientCommand,
  type SlotProposal,
  type Value,
} from "../../../src/protocols/multi-paxos/index.ts";
import * as solution from "../../../solutions/leader/leader.ts";
import type { Planted } from "./visible.ts";

type Exercise = Omit<typeof solution, "leaderRules">;
type Promises<C> = readonly (readonly SlotProposal<C>[])[];

/** The solution with some of its functions done otherwise, wired up as a learner's is. */
function variant(bug: string, change: Partial<Exercise>): Planted<typeof solution> {
  const { agenda, asksFrom, reports } = { ...solution, ...change };
  const rules = { ...solution.leaderRules(), asksFrom, reports };
  const adopts: typeof rules.adopts = (reported, slot) => {
    const promise = itemsFrom(reported).map(({ index, item }) => ({ slot: index, ...item }));
    return agenda([promise], slot, [])[0] ?? null;
  };
  return { bug, exercise: { agenda, asksFrom, reports, leaderRules: () => ({ ...rules, adopts }) } };
}

const paid = <C>(own: readonly ClientCommand<C>[]): readonly Value<C>[] =>
  own.map((command) => ({ kind: "commands", commands: [command] }));

const endOfReports = <C>(promises: Promises<C>, from: number): number =>
  Math.max(from, ...promises.flat().map(({ slot }) => slot + 1));

/** An agenda that settles each slot by this choice among its reports, null standing for none. */
const bySlot =
  (choose: <C>(reports: readonly SlotProposal<C>[]) => Value<C> | null): Exercise["agenda"] =>
  (promises, from, own) => {
    const all = promises.flat();
    const slots = Array.from({ length: endOfReports(promises, from) - from }, (_, nth) =>
      choose(all.filter(({ slot }) => slot === from + nth)),
    );
    return [...slots.map((value) => value ?? noOp), ...paid(own)];
  };

const highestBy =
  (isHigher: (a: Ballot, b: Ballot) => boolean) =>
  <C>(reports: readonly SlotProposal<C>[]): Value<C> | null =>
    reports.reduce<SlotProposal<C> | null>(
      (best, report) => (best === null || isHigher(report.ballot, best.ballot) ? report : best),
      null,
    )?.value ?? null;

const text = ({ round, node }: Ballot): string => `${round}.${node}`;

export const wrongLeaders: readonly Planted<typeof solution>[] = [
  variant("its own commands come first", {
    agenda: (promises, from, own) => [...paid(own), ...solution.agenda(promises, from, [])],
  }),
  variant("promises are not read", { agenda: (_promises, _from, own) => paid(own) }),
  variant("a no-op in every reported slot", { agenda: bySlot(() => null) }),
  variant("the first report counts", { agenda: bySlot((reports) => reports[0]?.value ?? null) }),
  variant("the last report counts", { agenda: bySlot((reports) => reports.at(-1)?.value ?? null) }),
  variant("the lowest ballot counts", { agenda: bySlot(highestBy((a, b) => isAbove(b, a))) }),
  variant("ballots are compared by their rounds alone", {
    agenda: bySlot(highestBy((a, b) => a.round > b.round)),
  }),
  variant("ballots are compared as text", { agenda: bySlot(highestBy((a, b) => text(a) > text(b))) }),
  variant("a majority of the reports counts", {
    agenda: bySlot((reports) => {
      const votes = (report: (typeof reports)[number]): number =>
        reports.filter(({ value }) => JSON.stringify(value) === JSON.stringify(report.value)).length;
      return reports.toSorted((a, b) => votes(b) - votes(a))[0]?.value ?? null;
    }),
  }),
  variant("the promise with the highest ballot anywhere counts for all slots", {
    agenda: (promises, from, own) => {
      const best = highestBy((a, b) => isAbove(a, b));
      const top = best(promises.flat());
      const chosen = promises.find((promise) => promise.some(({ value }) => value === top)) ?? [];
      return solution.agenda([chosen], from, own);
    },
  }),
  variant("gaps are left out, and what follows moves up", {
    agenda: (promises, from, own) => {
      const reported = solution.agenda(promises, from, []);
      const slots = new Set(promises.flat().map(({ slot }) => slot));
      return [...reported.filter((_, nth) => slots.has(from + nth)), ...paid(own)];
    },
  }),
  variant("own commands go into the gaps", {
    agenda: (promises, from, own) => {
      const slots = new Set(promises.flat().map(({ slot }) => slot));
      const rest = [...paid(own)];
      const reported = solution
        .agenda(promises, from, [])
        .map((value, nth) => (slots.has(from + nth) ? value : (rest.shift() ?? value)));
      return [...reported, ...rest];
    },
  }),
  variant("the agenda ends at the first gap", {
    agenda: (promises, from, own) => {
      const slots = new Set(promises.flat().map(({ slot }) => slot));
      const gap = solution.agenda(promises, from, []).findIndex((_, nth) => !slots.has(from + nth));
      const reported = solution.agenda(promises, from, []);
      return [...(gap === -1 ? reported : reported.slice(0, gap)), ...paid(own)];
    },
  }),
  variant("what is chosen already is proposed again, in the wrong slots", {
    agenda: (promises, from, own) =>
      solution.agenda(promises, Math.min(from, ...promises.flat().map(({ slot }) => slot)), own),
  }),
  variant("a reported no-op is taken for nothing", {
    agenda: bySlot((reports) =>
      highestBy((a, b) => isAbove(a, b))(reports.filter(({ value }) => value.kind !== "no-op")),
    ),
  }),
  variant("own commands are left out after an election with reports", {
    agenda: (promises, from, own) => solution.agenda(promises, from, promises.flat().length > 0 ? [] : own),
  }),
  variant("what it has accepted itself it takes for chosen", {
    asksFrom: ({ log, replica }) => Math.max(replica.next, endOf(log)),
  }),
  variant("it asks from the slot after the next on", { asksFrom: ({ replica }) => replica.next + 1 }),
  variant("nothing is reported", { reports: () => [] }),
  variant("only the last slot is reported", {
    reports: (state, from) => solution.reports(state, from).slice(-1),
  }),
  variant("only the first slot is reported", {
    reports: (state, from) => solution.reports(state, from).slice(0, 1),
  }),
  variant("the slot asked for is left out of the report", {
    reports: (state, from) => solution.reports(state, from + 1),
  }),
  variant("reports carry the promised ballot, not the one at which they were accepted", {
    reports: (state, from) =>
      solution
        .reports(state, from)
        .map((report) => ({ ...report, ballot: state.promised ?? { round: 99, node: 0 } })),
  }),
];
