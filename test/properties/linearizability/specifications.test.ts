import { describe, expect, test } from "vitest";
import {
  describeOperation,
  fifoQueue,
  keyValueMap,
  ledger,
  locks,
  register,
  type SequentialSpecification,
} from "../../../src/properties/index.ts";

/** What an object with one outcome for everything returns, asked one thing after the other. */
function resultsOf<State, Operation, Result>(
  { initial, outcomes }: SequentialSpecification<State, Operation, Result>,
  part: string,
  operations: readonly Operation[],
): readonly Result[] {
  let state = initial(part);
  return operations.map((operation) => {
    const [outcome, ...others] = outcomes(state, operation);
    expect(others).toEqual([]);
    state = outcome!.state;
    return outcome!.result;
  });
}

test("a register holds what was written last", () => {
  const cas = (expected: number, value: number) => ({ kind: "cas", expected, value }) as const;
  expect(
    resultsOf(register(0), "", [
      { kind: "read" },
      { kind: "write", value: 1 },
      cas(0, 2),
      cas(1, 3),
      { kind: "read" },
    ]),
  ).toEqual([0, "ok", false, true, 3]);
});

test("values of a register are compared by structure", () => {
  const write = { kind: "cas", expected: { ward: "Kurla", seats: 10 }, value: null } as const;
  expect(resultsOf(register<unknown>({ seats: 10, ward: "Kurla" }), "", [write])).toEqual([true]);
});

test("a key-value map puts, appends, deletes, compares and sets", () => {
  const key = "road";
  expect(
    resultsOf(keyValueMap, key, [
      { kind: "get", key },
      { kind: "append", key, value: "a" },
      { kind: "append", key, value: "b" },
      { kind: "get", key },
      { kind: "cas", key, expected: "ab", value: "c" },
      { kind: "cas", key, expected: "ab", value: "d" },
      { kind: "get", key },
      { kind: "delete", key },
      { kind: "cas", key, expected: null, value: "e" },
      { kind: "put", key, value: "f" },
      { kind: "get", key },
    ]),
  ).toEqual([null, "ok", "ok", "ab", true, false, "c", "ok", true, "ok", "f"]);
});

test("a lock has one owner at a time, and each a higher token", () => {
  const ask = (kind: "acquire" | "release", owner: string) => ({ kind, lock: "l", owner }) as const;
  expect(
    resultsOf(locks, "l", [
      ask("acquire", "ann"),
      ask("acquire", "bob"),
      ask("release", "bob"),
      ask("release", "ann"),
      ask("acquire", "bob"),
    ]),
  ).toEqual([
    { kind: "granted", token: 1 },
    { kind: "busy" },
    { kind: "not the owner" },
    { kind: "released" },
    { kind: "granted", token: 2 },
  ]);
});

test("a queue gives back first what came in first", () => {
  const queue = "q";
  expect(
    resultsOf(fifoQueue<string>(), queue, [
      { kind: "enqueue", queue, item: "a" },
      { kind: "enqueue", queue, item: "b" },
      { kind: "dequeue", queue },
      { kind: "dequeue", queue },
      { kind: "dequeue", queue },
    ]),
  ).toEqual(["ok", "ok", "a", "b", null]);
});

test("a ledger opens with what it is given and is never overdrawn", () => {
  const account = "Kurla";
  expect(
    resultsOf(ledger({ Kurla: 100 }), account, [
      { kind: "withdraw", account, amount: 60 },
      { kind: "withdraw", account, amount: 60 },
      { kind: "deposit", account, amount: 20 },
      { kind: "withdraw", account, amount: 60 },
      { kind: "balance", account },
    ]),
  ).toEqual(["paid", "refused", "ok", "paid", 0]);
  expect(resultsOf(ledger(), "Dadar", [{ kind: "balance", account: "Dadar" }])).toEqual([0]);
});

describe("operations in words", () => {
  test("with their results where these are news", () => {
    const told = (result: unknown) => ({ result }) as never;
    expect(describeOperation(register(0), { kind: "write", value: 3 }, told("ok"))).toBe("write 3");
    expect(describeOperation(keyValueMap, { kind: "get", key: "x" }, told("a"))).toBe('get x → "a"');
    expect(describeOperation(keyValueMap, { kind: "get", key: "x" }, null)).toBe("get x");
    expect(
      describeOperation(
        locks,
        { kind: "acquire", lock: "l", owner: "ann" },
        told({ kind: "granted", token: 3 }),
      ),
    ).toBe("ann: acquire l → token 3");
    expect(
      describeOperation(ledger(), { kind: "withdraw", account: "Kurla", amount: 5 }, told("refused")),
    ).toBe("withdraw 5 from Kurla → refused");
    expect(describeOperation(fifoQueue<string>(), { kind: "dequeue", queue: "q" }, told(null))).toBe(
      "dequeue q → null",
    );
  });

  test("as data where a specification has none; long texts keep their ends", () => {
    expect(describeOperation({}, { add: 3 }, { result: 4 })).toBe('{"add":3} → 4');
    expect(describeOperation({}, "get", { result: "abcdefghijklmnopqrstuvwxyz0123456789" })).toBe(
      '"get" → "abcdefgh…rstuvwxyz0123456789"',
    );
  });
});
