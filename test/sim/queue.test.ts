import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Agenda, type Due } from "../../src/sim/queue.ts";
import { always } from "../always.ts";

function drain(agenda: Agenda<Due>): readonly Due[] {
  const drained: Due[] = [];
  for (let next = agenda.pop(); next !== undefined; next = agenda.pop()) drained.push(next);
  return drained;
}

function agendaOf(items: readonly Due[]): Agenda<Due> {
  const agenda = new Agenda<Due>();
  for (const item of items) agenda.push(item);
  return agenda;
}

const byTimeThenOrder = (a: Due, b: Due): number => a.at - b.at || a.order - b.order;

/** Few distinct moments, so that ties are common. */
const someDue = fc
  .array(fc.nat(5), { maxLength: 60 })
  .map((moments) => moments.map((at, order) => ({ at, order })));

it("gives what is due first, and of a tie what was scheduled first", () => {
  always(
    fc.property(someDue, (items) => {
      expect(drain(agendaOf(items))).toEqual(items.toSorted(byTimeThenOrder));
    }),
  );
});

it("does so whatever the order of pushing", () => {
  always(
    fc.property(
      someDue.chain((items) => fc.shuffledSubarray([...items], { minLength: items.length })),
      (items) => {
        expect(drain(agendaOf(items))).toEqual(items.toSorted(byTimeThenOrder));
      },
    ),
  );
});

it("does so when pushes and pops alternate", () => {
  always(
    fc.property(someDue, fc.infiniteStream(fc.boolean()), (items, coins) => {
      const agenda = new Agenda<Due>();
      let model: readonly Due[] = [];
      for (const item of items) {
        agenda.push(item);
        model = [...model, item].toSorted(byTimeThenOrder);
        if (coins.next().value === true) {
          expect(agenda.pop()).toEqual(model[0]);
          model = model.slice(1);
        }
      }
      expect(agenda.length).toBe(model.length);
      expect(drain(agenda)).toEqual(model);
    }),
  );
});

it("keeps ties apart where a key packed into one number would not", () => {
  const [year, order] = [365 * 24 * 3_600_000_000, 2 ** 31];
  const items = [0, 1, 2].map((nth) => ({ at: year, order: order + nth }));
  const packed = items.map((item) => item.at * 2 ** 32 + item.order);
  expect(new Set(packed).size).toBeLessThan(3);
  expect(drain(agendaOf(items.toReversed()))).toEqual(items);
});

it("gives nothing when it is empty", () => {
  expect(new Agenda<Due>().pop()).toBeUndefined();
});
