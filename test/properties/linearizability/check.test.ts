import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyValueHistory, withStaleRead } from "../../../bench/histories.ts";
import {
  checkLinearizability,
  keyValueMap,
  type Call,
  type Counterexample,
  type KeyValueOperation,
  type KeyValueResult,
  type SequentialSpecification,
} from "../../../src/properties/index.ts";
import { always } from "../../always.ts";
import { histories, subjects } from "./histories.ts";

type KeyValueCall = Call<KeyValueOperation, KeyValueResult>;

const call = (
  client: number,
  operation: KeyValueOperation,
  [invokedAt, returnedAt]: readonly [number, number],
  result: KeyValueResult = "ok",
): KeyValueCall => ({ client, operation, invokedAt, returnedAt, result });
const put = (key: string, value: string) => ({ kind: "put", key, value }) as const;
const append = (key: string, value: string) => ({ kind: "append", key, value }) as const;
const get = (key: string) => ({ kind: "get", key }) as const;

function counterexampleOf(history: readonly KeyValueCall[]): Counterexample<KeyValueResult> {
  const verdict = checkLinearizability(history, keyValueMap);
  if (verdict.kind !== "not linearizable") throw new Error(`The history is ${verdict.kind}.`);
  return verdict.counterexample;
}

describe("what a part of a history says", () => {
  test("a read that missed a write: which one, what it saw instead, what it could have seen", () => {
    const history = [
      call(0, put("road", "gravel"), [0, 1]),
      call(1, put("road", "tar"), [2, 3]),
      call(0, put("drain", "open"), [2, 9]),
      call(2, get("road"), [4, 5], "gravel"),
      call(1, put("road", "stone"), [6, 7]),
    ];
    expect(counterexampleOf(history)).toEqual({
      part: "road",
      calls: [1, 3],
      blamed: 3,
      couldReturn: ["tar"],
      sources: [0],
      isMinimal: true,
      explanation:
        'No order explains client 2\'s get road → "gravel". ' +
        'Before it was invoked, client 1\'s put road = "tar" had returned. ' +
        'What it returned is from before: client 0\'s put road = "gravel". ' +
        'It could have returned "tar". ' +
        "The other calls (2) do not help, whether they took effect or not.",
    });
  });

  test("a value that nobody wrote needs no other call", () => {
    const { calls, couldReturn } = counterexampleOf([
      call(0, put("road", "tar"), [0, 4]),
      call(1, get("road"), [1, 2], "gold"),
    ]);
    expect(calls).toEqual([1]);
    expect(new Set(couldReturn)).toEqual(new Set([null, "tar"]));
  });

  test("two readers that saw two writes in two orders: no single read is wrong", () => {
    const { calls, blamed } = counterexampleOf([
      call(0, put("road", "tar"), [0, 9]),
      call(1, put("road", "stone"), [0, 9]),
      call(2, get("road"), [1, 2], "tar"),
      call(3, get("road"), [1, 4], "stone"),
      call(2, get("road"), [5, 6], "stone"),
      call(3, get("road"), [7, 8], "tar"),
    ]);
    expect(calls).toContain(blamed);
    expect(blamed).toBe(5);
    expect(calls.length).toBeGreaterThanOrEqual(3);
  });
});

describe.each([10, 50])("10,000 calls of %i clients", (clients) => {
  const good = keyValueHistory({ calls: 10_000, clients, keys: 10 }, 1);

  test("are linearizable, in less than 100 steps a call", () => {
    const { kind, steps } = checkLinearizability(good, keyValueMap);
    expect(kind).toBe("linearizable");
    expect(steps).toBeLessThan(100 * good.length);
  });

  test.each([0.1, 0.5, 0.9])(
    "with one stale read after a share of %f are cut to at most 5 calls",
    (share) => {
      const bad = withStaleRead(good, share);
      const place = bad.findIndex((one, index) => one !== good[index]);
      const { calls, isMinimal } = counterexampleOf(bad);
      expect(calls).toContain(place);
      expect(calls.length).toBeLessThanOrEqual(5);
      expect(isMinimal).toBe(true);
    },
  );
});

/** The map without what it tells of its reads and states: appends in any order are then different states. */
const { isReadOnly: _reads, telling: _states, ...bareMap } = keyValueMap;

/** Twelve appends at once, and a read that no order of them explains: half a billion orders. */
const hard = (key: string): readonly KeyValueCall[] => [
  ...Array.from({ length: 12 }, (_, client) => call(client, append(key, `${client}.`), [0, 10])),
  call(12, get(key), [11, 12], "none of these"),
];

describe("bounds", () => {
  test("a violation is found though another object, looked at before, is too hard to decide", () => {
    const easy = [call(20, put("easy", "1"), [0, 1]), call(20, get("easy"), [2, 3], null)];
    const verdict = checkLinearizability([...hard("hard"), ...easy], bareMap);
    expect(verdict).toMatchObject({ kind: "not linearizable", counterexample: { part: "easy" } });
    expect(verdict.steps).toBeLessThan(2_000);
  });

  test("a search that ends at its bound says so, and what it left undecided", () => {
    const easy = [call(20, put("easy", "1"), [0, 1]), call(20, get("easy"), [2, 3], "1")];
    const verdict = checkLinearizability([...hard("hard"), ...easy], bareMap, { maxSteps: 10_000 });
    expect(verdict).toMatchObject({ kind: "unknown", undecided: ["hard"] });
    expect(verdict.steps).toBeLessThanOrEqual(10_100);
  });

  test("what the map tells of its states makes the same history easy", () => {
    expect(checkLinearizability(hard("hard"), keyValueMap).steps).toBeLessThan(200_000);
  });

  test("a hundred calls at once, of which the last to come first is told afterwards", () => {
    const puts = (told: string): readonly KeyValueCall[] => [
      ...Array.from({ length: 100 }, (_, client) =>
        call(client, put("road", String(client)), [client, 1_000]),
      ),
      call(100, get("road"), [1_001, 1_002], told),
    ];
    expect(checkLinearizability(puts("7"), keyValueMap).kind).toBe("linearizable");
    expect(checkLinearizability(puts("stone"), keyValueMap).kind).toBe("not linearizable");
  });

  test("fifty appends at once, told in the reverse order", () => {
    const clients = Array.from({ length: 50 }, (_, client) => client);
    const appends = clients.map((client) => call(client, append("road", `${client}.`), [client, 1_000]));
    const told = clients.toReversed().map((client) => `${client}.`);
    const read = (text: string): KeyValueCall => call(50, get("road"), [1_001, 1_002], text);
    expect(checkLinearizability([...appends, read(told.join(""))], keyValueMap).kind).toBe("linearizable");
    const one = counterexampleOf([...appends, read(told.slice(1).join(""))]);
    expect(one.calls.length).toBeLessThanOrEqual(5);
  });
});

test.each(subjects.map((subject) => [subject.specification.name, subject] as const))(
  "%s: what a specification tells about itself saves steps and changes no verdict",
  (_, subject) => {
    const { name, initial, outcomes, partition } = subject.specification;
    const bare: SequentialSpecification<unknown, unknown, unknown> = {
      name,
      initial,
      outcomes,
      ...(partition && { partition }),
    };
    always(
      fc.property(histories(subject, 14), (history) => {
        const verdict = checkLinearizability(history, subject.specification);
        expect(checkLinearizability(history, bare).kind).toBe(verdict.kind);
      }),
      500,
    );
  },
);

describe("what makes no sense is refused", () => {
  test("a call that returns before it is invoked", () => {
    expect(() => checkLinearizability([call(3, get("road"), [5, 4], null)], keyValueMap)).toThrow(
      "history[0], a call of client 3, lasts from 5 to 4: both must be finite numbers, " +
        "the return not before the invocation, or the return null.",
    );
  });

  test("a bound that is none", () => {
    expect(() => checkLinearizability([], keyValueMap, { maxSteps: 0 })).toThrow(
      "maxSteps must be at least 1; got 0.",
    );
  });
});

test("nothing at all is linearizable", () => {
  expect(checkLinearizability([], keyValueMap)).toEqual({ kind: "linearizable", steps: 0, order: [] });
});
