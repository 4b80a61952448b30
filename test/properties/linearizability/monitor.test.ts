import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NodeId, Observation, Vocabulary } from "../../../src/core/index.ts";
import {
  checkLinearizability,
  historyFrom,
  historyThrough,
  linearizability,
  register,
  type ClientLens,
  type HistoryEvent,
  type RegisterOperation,
  type RegisterResult,
} from "../../../src/properties/index.ts";
import { always } from "../../always.ts";
import { subjects, type Subject } from "./histories.ts";

/** Clients that are nodes: they send what they ask, and receive what they are told. */
interface Clients extends Vocabulary {
  readonly message: { readonly ask: unknown } | { readonly tell: unknown };
}

const lens: ClientLens<Clients, unknown, unknown> = (client, event) => {
  if (event.kind === "send" && "ask" in event.message)
    return { kind: "invoke", client, operation: event.message.ask };
  if (event.kind === "message" && "tell" in event.message)
    return { kind: "return", client, result: event.message.tell };
  return null;
};

interface Observed {
  readonly node: NodeId;
  readonly event: Observation<Clients>;
}

const observed = (event: HistoryEvent<unknown, unknown>): Observed => ({
  node: event.client,
  event:
    event.kind === "invoke"
      ? { kind: "send", to: 9, message: { ask: event.operation } }
      : { kind: "message", from: 9, message: { tell: event.result } },
});

function watch(subject: Pick<Subject, "specification">, events: readonly HistoryEvent<unknown, unknown>[]) {
  const property = linearizability(subject.specification, lens);
  let memory = property.initial;
  for (const [place, { node, event }] of events.map(observed).entries()) {
    memory = property.observe(memory, node, event);
    const problem = property.violation(memory);
    if (problem !== null) return { memory, problem, place };
  }
  return { memory, problem: null, place: events.length };
}

const aRegister = { specification: register(0) as Subject["specification"] };
const asks = (client: number, operation: RegisterOperation<number>) =>
  ({ kind: "invoke", client, operation }) as const;
const told = (client: number, result: RegisterResult<number>) =>
  ({ kind: "return", client, result }) as const;
const read = { kind: "read" } as const;
const write = (value: number) => ({ kind: "write", value }) as const;

/** Logs of a few clients; some ask again without an answer, some are told what is wrong. */
function logs({
  specification,
  operations,
}: Subject): fc.Arbitrary<readonly HistoryEvent<unknown, unknown>[]> {
  const steps = fc.array(
    fc.record({
      client: fc.nat(2),
      operation: operations,
      isEarly: fc.boolean(),
      isWrong: fc.constantFrom(false, true),
      givesUp: fc.constantFrom(false, false, false, false, false, true),
      choice: fc.nat(3),
    }),
    { minLength: 4, maxLength: 20, size: "max" },
  );
  return steps.map((all) => {
    const states = new Map<string, unknown>();
    const apply = (operation: unknown, choice: number): unknown => {
      const part = specification.partition?.(operation) ?? "";
      const state = states.has(part) ? states.get(part) : specification.initial(part);
      const outcomes = specification.outcomes(state, operation);
      const outcome = outcomes[choice % outcomes.length]!;
      states.set(part, outcome.state);
      return outcome.result;
    };
    const waiting = new Map<
      number,
      { readonly operation: unknown; readonly early: { readonly result: unknown } | null }
    >();
    return all.map(
      ({ client, operation, isEarly, isWrong, givesUp, choice }): HistoryEvent<unknown, unknown> => {
        const call = waiting.get(client);
        if (call === undefined || givesUp) {
          waiting.set(client, { operation, early: isEarly ? { result: apply(operation, choice) } : null });
          return { kind: "invoke", client, operation };
        }
        waiting.delete(client);
        const { result } = call.early ?? { result: apply(call.operation, choice) };
        const start = specification.initial(specification.partition?.(call.operation) ?? "");
        const stale = specification.outcomes(start, call.operation)[0]!.result;
        return { kind: "return", client, result: isWrong ? stale : result };
      },
    );
  });
}

describe.each(subjects.map((subject) => [subject.specification.name, subject] as const))(
  "%s",
  (_, subject) => {
    test("the monitor complains at the first event after which no order is left", () => {
      const seen = { broken: 0, held: 0 };
      always(
        fc.property(logs(subject), (events) => {
          const { problem, place } = watch(subject, events);
          const verdictAfter = (count: number) =>
            checkLinearizability(historyFrom(events.slice(0, count)), subject.specification).kind;
          expect(verdictAfter(place)).toBe("linearizable");
          if (problem !== null) expect(verdictAfter(place + 1)).toBe("not linearizable");
          seen[problem === null ? "held" : "broken"]++;
        }),
        400,
      );
      expect(seen.broken).toBeGreaterThan(20);
      expect(seen.held).toBeGreaterThan(20);
    });
  },
);

describe("a monitor's memory", () => {
  test("is that of the start once nothing is left to tell", () => {
    const { memory } = watch(aRegister, [asks(0, write(0)), told(0, "ok"), asks(1, read), told(1, 0)]);
    expect(memory).toEqual(linearizability(aRegister.specification, lens).initial);
  });

  test("is the same for histories that leave the same open", () => {
    const one = watch(aRegister, [asks(0, write(1)), asks(1, read), told(0, "ok"), asks(0, write(2))]);
    const other = watch(aRegister, [
      asks(1, read),
      asks(0, write(7)),
      told(0, "ok"),
      asks(0, write(1)),
      told(0, "ok"),
      asks(0, write(2)),
    ]);
    // In the second the read may still return 7, so the memories differ until it is answered.
    expect(other.memory).not.toEqual(one.memory);
    const after = (events: readonly HistoryEvent<unknown, unknown>[]) =>
      watch(aRegister, [...events, told(1, 1)]);
    expect(
      after([
        asks(1, read),
        asks(0, write(7)),
        told(0, "ok"),
        asks(0, write(1)),
        told(0, "ok"),
        asks(0, write(2)),
      ]).memory,
    ).toEqual(after([asks(0, write(1)), asks(1, read), told(0, "ok"), asks(0, write(2))]).memory);
  });

  test("stays the same reference for what no client sees, and for an answer to nothing", () => {
    const property = linearizability(aRegister.specification, lens);
    expect(property.observe(property.initial, 0, { kind: "timer", timer: "retry" })).toBe(property.initial);
    const { node, event } = observed(told(0, 3));
    expect(property.observe(property.initial, node, event)).toBe(property.initial);
  });
});

test("a monitor says what could have been returned instead", () => {
  const { problem } = watch(aRegister, [
    asks(0, write(1)),
    told(0, "ok"),
    asks(0, write(2)),
    asks(1, read),
    told(1, 0),
  ]);
  expect(problem).toBe("no order explains client 1's read → 0: it could have returned 1 or 2");
});

test("a call given up may take effect long after, or never", () => {
  const givenUp = [asks(0, write(1)), asks(0, read), told(0, 0), asks(0, read), told(0, 1)];
  expect(watch(aRegister, givenUp).problem).toBeNull();
  expect(watch(aRegister, [...givenUp, asks(1, read), told(1, 0)]).problem).toBe(
    "no order explains client 1's read → 0: it could have returned 1",
  );
});

test("an answer to an earlier call is none to this one", () => {
  const events: readonly HistoryEvent<RegisterOperation<number>, RegisterResult<number>>[] = [
    { ...asks(0, write(1)), call: "first" },
    { ...told(0, "ok"), call: "first" },
    { ...asks(0, read), call: "second" },
    { ...told(0, "ok"), call: "first" },
    { ...told(0, 1), call: "second" },
  ];
  const property = linearizability<Vocabulary, number, RegisterOperation<number>, RegisterResult<number>>(
    register(0),
    (node) => events[node]!,
  );
  const memory = events.reduce(
    (before, _, place) => property.observe(before, place, { kind: "timer", timer: "" }),
    property.initial,
  );
  expect(property.violation(memory)).toBeNull();
  expect(memory.objects).toMatchObject([{ waiting: [], worlds: [{ state: 1 }] }]);
  expect(historyFrom(events)).toMatchObject([
    { invokedAt: 0, returnedAt: 1, result: "ok" },
    { invokedAt: 2, returnedAt: 4, result: 1 },
  ]);
});

test("the history that a lens sees is the one the monitor judges", () => {
  const events = [asks(0, write(1)), asks(1, read), told(1, 1), told(0, "ok"), told(0, "ok")];
  expect(historyThrough(lens, events.map(observed))).toEqual(historyFrom(events.slice(0, 4)));
});
